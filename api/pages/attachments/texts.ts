import { catalogue, counted } from '../ui/texts/bilingual.ts';

/** Files that go with a dossier, rows that come from a spreadsheet, and what a person had typed before. */
export const attachmentTexts = catalogue({
  title: { zh: '附件', en: 'Attachments' },
  hint: (mb: number, most: number) => ({
    zh: `可以上传 PDF、JPEG、PNG、docx、xlsx，每个最大 ${mb} MB，最多 ${most} 个。上传时，上面已填的内容会一起保存。`,
    en: `PDF, JPEG, PNG, docx or xlsx, ${mb} MB each, at most ${most}. What you have typed above is kept while you upload.`,
  }),
  choose: { zh: '选择文件', en: 'Choose a file' },
  upload: { zh: '上传附件', en: 'Upload' },
  remove: { zh: '移除', en: 'Remove' },
  none: { zh: '没有附件。', en: 'None.' },
  size: (size: string) => ({ zh: `（${size}）`, en: ` (${size})` }),
  notUploaded: (name: string) => ({
    zh: `选中的“${name}”还没有上传。请重新选择，再按“上传附件”。`,
    en: `"${name}" was chosen and not uploaded. Choose it again and press "Upload".`,
  }),
  rowsNotUploaded: (name: string) => ({
    zh: `选中的“${name}”还没有填入。请重新选择，再按“上传并填入”。`,
    en: `"${name}" was chosen and not filled in. Choose it again and press "Upload and fill in".`,
  }),
  // Rows from a spreadsheet.
  paste: (table: string) => ({ zh: `从电子表格粘贴或上传“${table}”`, en: `Paste or upload "${table}" from a spreadsheet` }),
  pasteLabel: { zh: '从电子表格复制的行', en: 'Rows copied from a spreadsheet' },
  pasteHint: {
    zh: '可以带表头（列的顺序不限），没有表头时按本表各列的顺序。有问题的行会逐条列出并留在这里，其余的行填入表中。',
    en: 'With a heading row, in any order of columns; without one, in the order of this table. Rows with problems are listed and stay here, the others are filled in.',
  },
  pasteNow: { zh: '填入表中', en: 'Fill in' },
  rowsFile: { zh: '或选择文件（.xlsx 或 CSV）', en: 'Or choose a file (.xlsx or CSV)' },
  rowsUpload: { zh: '上传并填入', en: 'Upload and fill in' },
  template: { zh: '下载空白模板（.xlsx）', en: 'Download an empty template (.xlsx)' },
  filledIn: (count: number, table: string) => ({
    zh: `“${table}”填入了 ${count} 行，请核对。`,
    en: `${counted(count, 'row')} filled in for "${table}"; please check.`,
  }),
  noRows: { zh: '没有读到行，请粘贴内容或选择文件。', en: 'No rows were found: paste some or choose a file.' },
  // A draft.
  draft: (moment: string) => ({
    zh: `下面是您 ${moment} 填写、还没有报送的内容。`,
    en: `Below is what you filled in on ${moment} and have not submitted.`,
  }),
  discard: { zh: '放弃这些内容，重新填写', en: 'Discard it and begin anew' },
});
