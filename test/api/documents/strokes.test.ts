import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strokesOf } from '../../../api/documents/stroke-data.ts';
import { bySurnameStrokes, inStrokeOrder, withoutStrokeData } from '../../../api/documents/strokes.ts';

/** 《通用规范汉字表》 as published: its three tables, each in stroke order (GB 13000.1 字序). */
const TABLES = readFileSync(fileURLToPath(new URL('standard-characters.txt', import.meta.url)), 'utf8')
  .split(/^# [一二三]级$/mu)
  .slice(1)
  .map((table) => Array.from(table.replaceAll(/\s/g, '')));

/** Surnames of the first two tables, in the order in which the tables print them. */
const SURNAMES = [
  '丁卜刁于万山千弓卫习马丰王井元云木支尤车戈贝水牛毛仇从公乌文方计巴孔邓双甘艾古左厉石龙平东卢帅叶申田史冉丘付白令印乐包冯兰宁司皮边' +
    '戎吉巩权成毕师曲吕年朱乔伍仲任华伊全危庄刘齐羊关米江池汝汤安许农那孙阳阴纪寿麦贡花苍严苏杜巫李杨连步肖时吴别利何余谷应冷辛冶汪沙' +
    '沃沈怀宋张陆阿陈武幸苗苟范茅林松杭郁欧卓尚国昌明易罗牧和季岳金周鱼庞郑单宗官郎房居屈孟经封项赵荆荣胡南相查柏柳咸战钟钦段皇禹侯饶施' +
    '闻养姜娄洪宣宦宫祖祝费姚贺骆秦班袁都耿聂莫晋桂索贾夏顾柴党钱徐殷翁凌高郭席唐浦海涂宰诸谈陶能桑堵黄萧梅曹戚盛常鄂崔康章阎盖梁寇宿屠隆' +
    '巢琴彭葛董蒋韩惠景喻程傅焦储舒鲁童曾温滑游富谢强蓝蓬蒲蒙楚赖雷简鲍解廉满慎赫慕蔡蔚管鲜漆谭熊墨黎颜潘燕薛薄霍冀穆衡戴鞠魏籍',
  '韦卞尹邝匡邢邬汲祁阮牟芮岑邱狄邹闵邵冼贲郝荀茹柯俞郗胥莘桓晁晏倪奚栾姬龚庾扈覃嵇湛靳蒯蓟裘甄虞詹雍阙窦褚蔺臧裴廖翟缪樊滕濮瞿酆',
];

describe('the order of the ballot paper', () => {
  it.each([0, 1, 2])('is that of the published table %i of standard characters, for every character with data', (table) => {
    const published = (TABLES[table] ?? []).filter((character) => strokesOf(character).length > 0);
    expect(published.length).toBeGreaterThan([3_490, 2_800, 400][table] ?? 0);
    expect(bySurnameStrokes(published.toReversed())).toEqual(published);
  });

  it.each([0, 1])('is right for the surnames of table %i, whatever the order in which they come', (table) => {
    const surnames = Array.from(SURNAMES[table] ?? '');
    expect(surnames.length).toBeGreaterThan([300, 60][table] ?? 0);
    const printed = (TABLES[table] ?? []).filter((character) => surnames.includes(character));
    fc.assert(
      fc.property(fc.shuffledSubarray(surnames), (some) => {
        expect(bySurnameStrokes(some)).toEqual(printed.filter((surname) => some.includes(surname)));
      }),
    );
  });

  it('counts 横撇, 横钩 and 撇点 as turning strokes', () => {
    expect(bySurnameStrokes(Array.from('邓方孔王毛尹'))).toEqual(Array.from('王毛方尹孔邓'));
    expect(bySurnameStrokes(Array.from('孟周武林'))).toEqual(Array.from('武林周孟'));
    expect(bySurnameStrokes(Array.from('姚柳施'))).toEqual(Array.from('柳施姚'));
    expect(bySurnameStrokes(Array.from('桑高秦徐'))).toEqual(Array.from('秦徐高桑'));
  });

  it('is by strokes of the surname, equal counts by the first stroke', () => {
    const people = ['林样甲', '沈样乙', '王样丙', '唐样丁', '丁样戊', '田样己', '朱样庚', '柳样辛', '梁样壬', '苏样癸'];
    expect(
      bySurnameStrokes(people)
        .map((name) => name[0])
        .join(''),
    ).toBe('丁王田朱苏沈林柳唐梁');
    expect(bySurnameStrokes(people.toReversed())).toEqual(bySurnameStrokes(people));
  });

  it('goes on with the given name where the surname is the same, one of a single character first', () => {
    expect(bySurnameStrokes(['王国强', '王一', '王丁'])).toEqual(['王一', '王丁', '王国强']);
    // As people's congresses list their deputies: the missing character counts nothing, 高富 before 高大富.
    expect(bySurnameStrokes(['高大富', '高富'])).toEqual(['高富', '高大富']);
    expect(bySurnameStrokes(['王一丁', '王毅', '王丁', '王一'])).toEqual(['王一', '王丁', '王毅', '王一丁']);
    expect(bySurnameStrokes(['李一鸣二', '李一鸣', '李大鸣'])).toEqual(['李一鸣', '李一鸣二', '李大鸣']);
  });

  it('the same behind a surname of two characters', () => {
    expect(bySurnameStrokes(['欧阳一鸣', '欧阳毅', '欧大富', '欧毅'])).toEqual(['欧毅', '欧大富', '欧阳毅', '欧阳一鸣']);
    expect(bySurnameStrokes(['司马一', '司徒一', '司徒毅明'])).toEqual(['司马一', '司徒一', '司徒毅明']);
  });

  it('does not take the parts of a transcribed name for surname and given name', () => {
    expect(bySurnameStrokes(['阿依·古', '阿卜', '阿·依'])).toEqual(['阿卜', '阿·依', '阿依·古']);
  });

  it('tells people of one name apart by the note behind it, and by nothing else', () => {
    const people = ['张伟一', '张伟（樊村）', '张伟 (一村)', '张一', '张伟'];
    expect(bySurnameStrokes(people)).toEqual(['张一', '张伟', '张伟 (一村)', '张伟（樊村）', '张伟一']);
    expect(withoutStrokeData(['张伟（A组）'])).toEqual([]);
  });

  it('is by the strokes of the given name where their number is equal', () => {
    expect(bySurnameStrokes(['李叶', '李甲', '李田', '李申', '李由'])).toEqual(['李叶', '李甲', '李申', '李田', '李由']);
    expect(bySurnameStrokes(['李明土', '李明士', '李明工'])).toEqual(['李明工', '李明土', '李明士']);
  });

  it('takes a surname of two characters by its first', () => {
    expect(bySurnameStrokes(['诸葛甲', '欧甲', '欧阳甲', '林甲', '司马甲'])).toEqual(['司马甲', '林甲', '欧甲', '欧阳甲', '诸葛甲']);
  });

  it('looks past the dot of a transcribed name, however it was typed', () => {
    expect(bySurnameStrokes(['阿依古丽·买买提', '叶样甲', '李样乙', '段样丙', '曹样丁'])).toEqual([
      '叶样甲',
      '李样乙',
      '阿依古丽·买买提',
      '段样丙',
      '曹样丁',
    ]);
  });

  it('puts a name without data last and says which, wherever in the name the character stands', () => {
    expect(bySurnameStrokes(['\u{E000}甲', '丁乙'])).toEqual(['丁乙', '\u{E000}甲']);
    expect(withoutStrokeData(['丁乙', '\u{E000}甲', '丁\u{E000}'])).toEqual(['\u{E000}甲', '丁\u{E000}']);
  });

  it('orders people and loses none of one name', () => {
    const [first, second] = [
      { name: '丁样甲', for: 1 },
      { name: '丁样甲', for: 2 },
    ];
    expect(inStrokeOrder([{ name: '王样乙', for: 3 }, first, second])).toEqual([first, second, { name: '王样乙', for: 3 }]);
  });
});
