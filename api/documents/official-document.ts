import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  Header,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { widthOf } from './spreadsheet.ts';

/** What stands in an official document 公文 (GB/T 9704): plain sentences; tables where figures are compared. */
export interface OfficialDocument {
  /** Red header: the issuing body. */
  readonly issuer: string;
  readonly title: string;
  /** To whom it goes; absent for a compilation. */
  readonly addressee?: string;
  /** It goes to a superior body: its number and who signs it stand below the header, written by hand. */
  readonly upward?: { readonly year: string };
  readonly parts: readonly Part[];
  /** Who signs, and the day in words; absent while it is a draft. */
  readonly signature?: { readonly body: string; readonly day: string };
  /** What marks a rehearsal or a record of the past on every page. */
  readonly mark: string | undefined;
  /** Not signed yet: marked on every page. */
  readonly draft: boolean;
}

export type Part =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'FangSong' };
const TITLE = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'STZhongsong' };
const HEADING = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimHei' };

/** 三号, 二号, 四号 in half-points. */
const SIZE = { body: 32, title: 44, issuer: 56, page: 28, table: 24 } as const;
/**
 * 22 lines of 28 characters in 156 × 225 mm: line pitch, and how much closer the characters stand, in twips. The
 * characters are not set in a grid of their own: LibreOffice gives two cells to a character that is a little too wide for one.
 */
const GRID = { linePitch: 579, type: DocumentGridType.LINES } as const;
const CLOSER = -5;
const MARGIN = { top: 37, left: 28, right: 26, bottom: 35 } as const;

function twips(mm: number): number {
  return Math.round((mm * 1_440) / 25.4);
}

/** The document as a .docx file: A4, margins, grid, fonts, red rule and page numbers of the standard. */
export async function officialDocx(given: OfficialDocument): Promise<Buffer> {
  const file = new Document({
    creator: given.issuer,
    title: given.title,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { font: SONG, size: SIZE.body, characterSpacing: CLOSER, language: { eastAsia: 'zh-CN' } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(MARGIN.top),
              left: twips(MARGIN.left),
              right: twips(MARGIN.right),
              bottom: twips(MARGIN.bottom),
              footer: twips(28),
            },
          },
          grid: GRID,
        },
        headers: { default: markHeader(given), even: markHeader(given) },
        footers: { default: pageFooter(AlignmentType.RIGHT), even: pageFooter(AlignmentType.LEFT) },
        children: [...heading(given), ...given.parts.flatMap(partOf), ...signatureOf(given)],
      },
    ],
  });
  return Packer.toBuffer(file);
}

/** 演练, 往年记录 and 未签发 stand on every page. */
function markHeader({ mark, draft }: OfficialDocument): Header {
  const marks = [...(mark ? [mark] : []), ...(draft ? ['未签发'] : [])].join(' · ');
  const children = marks ? [new TextRun({ text: `【${marks}】`, font: HEADING, size: SIZE.page, color: 'A3170F' })] : [];
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, children })] });
}

function pageFooter(alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer {
  const children = [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SIZE.page })];
  return new Footer({ children: [new Paragraph({ alignment, children, indent: { left: 280, right: 280 } })] });
}

/** 发文字号 at the left and 签发人 at the right, one character from the edges (GB/T 9704): the office fills them in. */
function numberLine({ year }: NonNullable<OfficialDocument['upward']>, rule: NonNullable<IParagraphOptions['border']>): Paragraph {
  const right = twips(210 - MARGIN.left - MARGIN.right) - SIZE.body * 10;
  return new Paragraph({
    border: rule,
    spacing: { after: 480 },
    tabStops: [{ type: TabStopType.RIGHT, position: right }],
    children: [new TextRun(`　　　〔${year}〕　　号\t签发人：　　　　`)],
  });
}

function heading({ issuer, title, addressee, upward }: OfficialDocument): Paragraph[] {
  const rule = { bottom: { style: BorderStyle.SINGLE, size: 18, color: 'C00000', space: 4 } };
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      ...(upward ? {} : { border: rule }),
      spacing: { after: upward ? 240 : 480 },
      children: [new TextRun({ text: issuer, font: TITLE, size: SIZE.issuer, bold: true, color: 'C00000' })],
    }),
    ...(upward ? [numberLine(upward, rule)] : []),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      indent: balanced(title),
      spacing: { before: 240, after: 480, line: 720, lineRule: LineRuleType.EXACT },
      children: [new TextRun({ text: title, font: TITLE, size: SIZE.title, bold: true })],
    }),
    ...(addressee ? [new Paragraph({ children: [new TextRun(`${addressee}：`)] })] : []),
  ];
}

/** Indents that give a title of several lines lines of about one length, so that no last character stands alone. */
function balanced(title: string): { left: number; right: number } {
  const [whole, character] = [twips(210 - MARGIN.left - MARGIN.right), SIZE.title * 10];
  const length = widthOf(title) / 2;
  const lines = Math.ceil((length * character) / whole);
  const side = lines > 1 ? Math.max(0, Math.floor((whole - (Math.ceil(length / lines) + 1) * character) / 2)) : 0;
  return { left: side, right: side };
}

const LINE = { line: 579, lineRule: LineRuleType.EXACT } as const;

function partOf(part: Part): (Paragraph | Table)[] {
  switch (part.kind) {
    case 'heading':
      return [
        new Paragraph({
          spacing: LINE,
          indent: { firstLine: 640 },
          keepNext: true,
          children: [new TextRun({ text: part.text, font: HEADING })],
        }),
      ];
    case 'text':
      return part.text
        .split('\n')
        .map(
          (line) =>
            new Paragraph({ spacing: LINE, indent: { firstLine: 640 }, alignment: AlignmentType.BOTH, children: [new TextRun(line)] }),
        );
    case 'table':
      return [tableOf(part.head, part.rows), new Paragraph({ children: [] })];
  }
}

/** A table across the page, set off the grid: its columns as wide as what stands in them asks for. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const cell = (text: string, isHead: boolean) =>
    new TableCell({
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 120, right: 120, top: 60, bottom: 60 },
      children: [
        new Paragraph({
          alignment: isHead || FIGURE.test(text) ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: { line: 360, lineRule: LineRuleType.EXACT },
          children: [new TextRun({ text, size: SIZE.table, ...(isHead ? { font: HEADING, bold: true } : {}) })],
        }),
      ],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widthsOf(head, rows),
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text) => cell(text, true)) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map((text) => cell(text, false)) })),
    ],
  });
}

/** A number, a share, or a dash in its place. */
const FIGURE = /^(?:\d+(?:\.\d+)?%?|—)$/;

/** Widths in twips that fill the page: shares by the longest text, of which a long one counts as half a line. */
function widthsOf(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const longest = head.map((text, index) =>
    Math.max(...[text, ...rows.map((row) => row[index] ?? '')].map((one) => Math.min(widthOf(one), 32))),
  );
  const whole = twips(210 - MARGIN.left - MARGIN.right);
  const sum = longest.reduce((total, one) => total + one + 2, 0);
  return longest.map((one) => Math.floor(((one + 2) * whole) / sum));
}

function signatureOf({ signature }: OfficialDocument): Paragraph[] {
  if (!signature) return [];
  return [signature.body, signature.day].map(
    (text, index) =>
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        indent: { right: 640 },
        spacing: { before: index === 0 ? 560 : 0 },
        // Body and day stay together.
        keepNext: index === 0,
        children: [new TextRun(text)],
      }),
  );
}
