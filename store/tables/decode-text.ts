import iconv from 'iconv-lite';

/**
 * The text of an uploaded file: UTF-8 or UTF-16 by its mark, else UTF-8 when every byte of it is valid, else GB18030,
 * which Chinese spreadsheet programs write. Undefined when it is neither.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length >= 2 && buffer.readUInt16BE(0) === 0xfffe) return iconv.decode(buffer, 'utf16le');
  if (buffer.length >= 2 && buffer.readUInt16BE(0) === 0xfeff) return iconv.decode(buffer, 'utf16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer);
  } catch {
    const text = iconv.decode(buffer, 'gb18030');
    return text.includes('\uFFFD') ? undefined : text;
  }
}
