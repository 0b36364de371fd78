/** The number formats that a workbook names by their id alone. */
declare module '@protobi/exceljs/lib/xlsx/defaultnumformats.js' {
  const formats: Record<number, { f?: string }>;
  export default formats;
}
