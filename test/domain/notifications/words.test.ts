import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

/** Words that are not used for the thing, with the word that is; `but` are the places where it means something else. */
const NOT_USED: readonly { readonly word: RegExp; readonly use: string; readonly but?: RegExp }[] = [
  { word: /县文件/, use: '县名册' },
  { word: /凭证页|编号页/, use: '办理结果' },
  { word: /县总表|在总表/, use: '全县进度' },
  { word: /账户/, use: '账号' },
  { word: /现在的密码/, use: '原密码' },
  // Offices write 审计员 in a county file; it is read as 监督员.
  { word: /审计/, use: '操作记录、监督员', but: /审计员: 'auditor'/ },
  { word: /修订方案|计划时间/, use: '县方案、调整县方案' },
  { word: /平票|同票|得票相等/, use: '票数相等' },
  { word: /裁定|录用/, use: '研究确定' },
  { word: /选举(?:结果)?作废/, use: '选举无效，重新选举' },
  { word: /另选当选|（另选）/, use: '另选他人' },
  { word: /职位/, use: '名额、岗位、职务' },
  { word: /考察不合格|不通过/, use: '考察未通过' },
  { word: /任用/, use: '任职' },
  { word: /改选|换届|格局改革/, use: '团组织格局创新' },
  { word: /收悉/, use: '签收、知悉' },
  { word: /审批通过/, use: '同意' },
  { word: /答复人|答复单位|答复期限/, use: '审批单位、审批期限' },
  { word: /不再办理/, use: '免办、终止' },
  { word: /提出异议的人|举报人/, use: '反映人' },
  { word: /截止日(?!期)|时限|到期日/, use: '期限' },
  // A heading of commits; and what a reader of tables knows from the papers of other offices.
  { word: /提交(?!日)|填报/, use: '报送', but: /填报单位|提交 · Commits|制表\|审核/ },
  { word: /全部完成/, use: '全部办结' },
  { word: /什么也没有记录|未予受理/, use: '这次没有保存' },
  { word: /等谁|现在不等/, use: '待办单位' },
  { word: /差额 ?(?:\d|\$)|差额(?:须)?不少于/, use: '差额比例' },
  { word: /[\d}] 个字(?![符母])/, use: '最多 … 字' },
  { word: /关闭(?:乡镇|工作)|未报(?!送)|超期/, use: '免办、终止、缺报、逾期' },
  { word: /暂缓(?:乡镇|工作|办理)|被暂缓/, use: '暂停' },
  { word: /(?:选举|已)平票|再选举/, use: '再次投票' },
];

/** Folders whose Chinese strings people read: pages, mails, papers, the terminal; plan, examples and manuals. */
const READ = ['domain', 'api', 'store', 'activities', 'workflows', 'launcher', 'rehearsal', 'config', 'plans', 'examples', 'docs'];
/** Of these, what the people of the service read; plan and manuals are also for whoever changes them. */
const PEOPLE_READ = /^(?:domain|api|store|activities)\//;
const MANUALS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md'];

async function sources(): Promise<[string, string][]> {
  const root = new URL('../../..', import.meta.url);
  const lists = await Promise.all(
    READ.map(async (folder) => (await readdir(new URL(folder, root), { recursive: true })).map((file) => `${folder}/${file}`)),
  );
  const files = [...MANUALS, ...lists.flat()].filter((file) => /\.(?:tsx?|md|ya?ml)$/.test(file));
  return Promise.all(files.map(async (file): Promise<[string, string]> => [file, await readFile(new URL(file, root), 'utf8')]));
}

/** Comments are for those who change the code; they are not read by the people of the service. */
function spoken(source: string): string[] {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .filter((line) => !/^\s*\/\//.test(line));
}

describe('one word for one thing', () => {
  it.each(NOT_USED)('$use: never $word', async ({ word, but }) => {
    const found = (await sources()).flatMap(([file, source]) =>
      spoken(source)
        .filter((line) => word.test(line) && !but?.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it('numbers of rules that only developers have stand in no sentence', async () => {
    const found = (await sources()).flatMap(([file, source]) =>
      (PEOPLE_READ.test(file) ? spoken(source) : [])
        .filter((line) => /[（(](?:R\d|§\d|C-\d)/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });
});
