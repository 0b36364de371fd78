import { textKey } from '../language/name-key.ts';

/** What stands around a table on its sheet and is no row of it: titles above, sums and notes beneath. */

const NOTES =
  /^(?:注[:\d]|注意|备注[:\d]|说明[:\d]|附[:注]|填表|制表|审核|审批人|复核|填报|报送|上报|编制单位|经办|联系人[::]|联系电话[::]|负责人[:(]|单位[:(]|盖章|\(盖章|日期[:]|填写说明|note[s:]|preparedby)/;
const SUMS: readonly string[] = ['合计', '总计', '小计', '共计', 'total', 'sum', 'subtotal'];

/** Cells beside a note: `填表人：… 审核人：… 日期：…` */
const NOTE_CELLS_MAX = 6;

/** True for a note beneath a table, a line for signatures, or a sum over its rows. */
export function isNote(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '').map(textKey);
  if (filled.slice(0, 2).some((cell) => SUMS.includes(cell.replace(/[:]$/, '')))) return true;
  return filled.length > 0 && filled.length <= NOTE_CELLS_MAX && NOTES.test(filled[0] ?? '');
}

/** True for a title over a table, or lines about it such as `填报单位：…`. @param columns of the table */
export function isTitle(cells: readonly string[], columns: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length <= Math.max(1, Math.floor(columns / 3)) || filled.every((cell) => /[:：]/.test(cell));
}
