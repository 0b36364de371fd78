import { catalogue, counted } from './bilingual.ts';

/** Words of forms and of what was filled in. */
export const formTexts = catalogue({
  problem: { zh: '请先改正下面的问题', en: 'There is a problem' },
  problems: (count: number) => ({ zh: `有 ${count} 处需要改正`, en: `${counted(count, 'thing')} to correct` }),
  optional: { zh: '（可不填）', en: ' (optional)' },
  choose: { zh: '请选择', en: 'Please choose' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  empty: { zh: '未填写', en: 'Not filled in' },
  row: (index: number) => ({ zh: `第 ${index} 行`, en: `Row ${index}` }),
  rowNumber: { zh: '序号', en: 'No.' },
  addRows: (count: number, title: string) => ({ zh: `“${title}”再加 ${count} 行`, en: `${counted(count, 'more row')} for "${title}"` }),
  blankRows: { zh: '整行空着的不计入；要删去一行，把它清空即可。', en: 'Rows left blank do not count; to delete a row, empty it.' },
  onePerLine: { zh: '一行写一条。', en: 'One per line.' },
  dateForm: { zh: '例如 2026-06-30', en: 'Such as 2026-06-30' },
  mostCharacters: (max: number) => ({ zh: `最多 ${max} 字`, en: `At most ${counted(max, 'character')}` }),
  earlierPage: { zh: '上一页', en: 'Previous page' },
  laterPage: { zh: '下一页', en: 'Next page' },
  pages: { zh: '翻页', en: 'Pages' },
  pageNumber: (page: number) => ({ zh: `第 ${page} 页`, en: `Page ${page}` }),
});
