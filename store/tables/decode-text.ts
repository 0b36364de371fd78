import iconv from 'iconv-lite';

/**
 * The text of an uploaded file: UTF-8 or UTF-16 by its mark, else UTF-8 when every byte of it is valid, else GB18030,
 * which Chinese spreadsheet programs write. Undefined when it is none of them, or no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = decoded(buffer);
  return text?.includes('\u0000') ? unmarkedUtf16(buffer) : text;
}

function decoded(buffer: Buffer): string | undefined {
  if (buffer.length >= 2 && buffer.readUInt16BE(0) === 0xfffe) return iconv.decode(buffer, 'utf16le');
  if (buffer.length >= 2 && buffer.readUInt16BE(0) === 0xfeff) return iconv.decode(buffer, 'utf16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    const text = iconv.decode(buffer, 'gb18030');
    return text.includes('\uFFFD') ? undefined : text;
  }
}

/** UTF-16 whose mark was lost: its line ends and figures have a zero byte each. */
function unmarkedUtf16(buffer: Buffer): string | undefined {
  if (buffer.length % 2 !== 0) return undefined;
  return ['utf16le', 'utf16be']
    .map((encoding) => iconv.decode(buffer, encoding))
    .find((text) => !text.includes('\u0000') && !/[\uFFFD\p{Cn}\p{Co}]/u.test(text));
}
