import { readFileSync } from 'node:fs';
import type { County } from '../../domain/county/county-schema.ts';
import { readCountyFile } from '../../store/plan-files.ts';

const FILE = new URL('../../examples/county.yaml', import.meta.url);

/** The project's example county, parsed. */
export function exampleCounty(): County {
  const read = readCountyFile(readFileSync(FILE), 'county.yaml');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.county;
}

/** A county file as the JSON API takes it; the example unless another text is given. */
export function countyUpload(text: string = readFileSync(FILE, 'utf8'), filename = 'county.yaml') {
  return { filename, content: Buffer.from(text, 'utf8').toString('base64') };
}

/** The example county's file as text, to be changed by a test. */
export function exampleText(): string {
  return readFileSync(FILE, 'utf8');
}
