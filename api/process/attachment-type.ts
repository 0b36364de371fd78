import type { Readable } from 'node:stream';
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

/** First bytes of what may be attached: PDF, JPEG, PNG, and the archive that docx and xlsx are. */
const BEGINNINGS = ['255044462d', 'ffd8ff', '89504e470d0a1a0a', '504b0304'];

/** False when the content cannot be of an allowed type: the rest of it need not come. */
export function mayBeAttached(beginning: Buffer): boolean {
  const hex = beginning.subarray(0, 8).toString('hex');
  return BEGINNINGS.some((one) => hex.startsWith(one));
}

/**
 * What a file is by its content, whatever its name says; an archive is docx or xlsx by what lies in it, and documents
 * with macros are neither. Undefined: nothing that may be attached.
 */
export async function kindOf(content: Readable): Promise<AttachmentKind | undefined> {
  try {
    const found = await fileTypeFromStream(content);
    return found && Object.hasOwn(TYPES, found.ext) ? (found.ext as AttachmentKind) : undefined;
  } finally {
    content.destroy();
  }
}

/** True when a name ends as its content does. */
export function endsAs(name: string, kind: AttachmentKind): boolean {
  const ending = /\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return (TYPES[kind].endings as readonly (string | undefined)[]).includes(ending);
}
