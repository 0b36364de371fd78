import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { kindOf, mayBeAttached } from '../../../api/use-cases/attachment-type.ts';
import { docxOf, PNG, pdfOf } from '../../support/sample-files.ts';

const PDF = pdfOf(3_000);
const inPieces = (file: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(file.length / size) }, (_, index) => file.subarray(index * size, (index + 1) * size)),
    { objectMode: false },
  );

describe('a PDF', () => {
  it.each([
    ['nothing', ''],
    ['a mark', '\uFEFF'],
    ['line ends', '\r\n\r\n'],
    ['180 bytes of a scanner', 'SCAN'.repeat(45)],
    ['1024 bytes', 'x'.repeat(1_024)],
  ])('may stand behind %s', async (_what, before) => {
    const file = Buffer.concat([Buffer.from(before), PDF]);
    expect(mayBeAttached(file)).toBe(true);
    for (const size of [7, 512, 100_000]) expect(await kindOf(inPieces(file, size))).toBe('pdf');
  });

  it.each([
    ['more than 1024 bytes', 'x'.repeat(1_025)],
    ['a page of the web', '<!doctype html><script>alert(1)</script>'],
  ])('does not stand behind %s', async (_what, before) => {
    const file = Buffer.concat([Buffer.from(before), PDF]);
    expect(mayBeAttached(file)).toBe(false);
    expect(await kindOf(inPieces(file, 512))).toBeUndefined();
  });

  it('is not what another program or picture holds', async () => {
    expect(await kindOf(inPieces(Buffer.concat([PNG, PDF]), 512))).not.toBe('pdf');
    expect(await kindOf(inPieces(Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(60), PDF]), 512))).toBeUndefined();
    expect(await kindOf(inPieces(await docxOf('甲'), 512))).toBe('docx');
  });

  it('is waited for while it may still begin', () => {
    expect(mayBeAttached(Buffer.from('x'.repeat(500)))).toBeUndefined();
    expect(mayBeAttached(Buffer.from('x'.repeat(1_100)))).toBe(false);
  });
});
