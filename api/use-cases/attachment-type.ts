import { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type';

/** What may be attached: the extension of the content, the endings that a name may have, the media type. */
const TYPES = {
  pdf: { endings: ['pdf'], type: 'application/pdf' },
  jpg: { endings: ['jpg', 'jpeg'], type: 'image/jpeg' },
  png: { endings: ['png'], type: 'image/png' },
  docx: { endings: ['docx'], type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  xlsx: { endings: ['xlsx'], type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;

export type AttachmentKind = keyof typeof TYPES;

/** Endings that a browser offers in its file chooser. */
export const ATTACHMENT_ENDINGS: readonly string[] = Object.values(TYPES).flatMap(({ endings }) => endings.map((ending) => `.${ending}`));

export function mediaTypeOf(kind: AttachmentKind): string {
  return TYPES[kind].type;
}

/** First bytes of what may be attached beside PDFs: JPEG, PNG, and the archive that docx and xlsx are. */
const BEGINNINGS = ['ffd8ff', '89504e470d0a1a0a', '504b0304'];

function beginsAs(beginning: Buffer): boolean {
  const hex = beginning.subarray(0, 8).toString('hex');
  return BEGINNINGS.some((one) => hex.startsWith(one));
}

/** What a PDF begins with, after at most so many bytes: scanners and office systems put a mark, line ends or a header before it. */
const PDF = '%PDF-';
const BEFORE_PDF_MAX = 1_024;
/** By so many bytes it is known what a file may be. */
const BEGINNING = BEFORE_PDF_MAX + PDF.length;

/** True where a PDF begins, perhaps behind other bytes that are no page of the web. */
function isPdf(beginning: Buffer): boolean {
  const at = beginning.subarray(0, BEGINNING).indexOf(PDF);
  return at >= 0 && !beginsAs(beginning) && !/<[a-z!?]/i.test(beginning.toString('latin1', 0, at));
}

/**
 * False when the content cannot be of an allowed type: the rest of it need not come. Undefined: more of it has to be seen.
 */
export function mayBeAttached(beginning: Buffer): boolean | undefined {
  if (beginsAs(beginning) || isPdf(beginning)) return true;
  return beginning.length < BEGINNING ? undefined : false;
}

/**
 * What a file is by its content, whatever its name says; an archive is docx or xlsx by what lies in it, and documents
 * with macros are neither. Undefined: nothing that may be attached.
 */
export async function kindOf(content: Readable): Promise<AttachmentKind | undefined> {
  try {
    const pieces = content[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
    let beginning = Buffer.alloc(0);
    while (beginning.length < BEGINNING) {
      const { value, done } = await pieces.next();
      if (done) break;
      beginning = Buffer.concat([beginning, value]);
    }
    const found = await fileTypeFromStream(Readable.from(fromTheStart(beginning, pieces), { objectMode: false }));
    if (!found && isPdf(beginning)) return 'pdf';
    return found && Object.hasOwn(TYPES, found.ext) ? (found.ext as AttachmentKind) : undefined;
  } finally {
    content.destroy();
  }
}

async function* fromTheStart(beginning: Buffer, rest: AsyncIterator<Buffer, undefined>): AsyncGenerator<Buffer> {
  yield beginning;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** True when a name ends as its content does. */
export function endsAs(name: string, kind: AttachmentKind): boolean {
  const ending = /\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return (TYPES[kind].endings as readonly (string | undefined)[]).includes(ending);
}
