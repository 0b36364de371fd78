import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { County } from '../../domain/county/county-schema.ts';
import { readCountyFile } from '../../store/plan-files.ts';

const FILE = new URL('../../examples/county.yaml', import.meta.url);

const read = await readCountyFile(readFileSync(FILE), 'county.yaml');

/** The project's example county, parsed. */
export function exampleCounty(): County {
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

/** The same file with some of its townships, and nobody of the others. */
export function exampleTextOf(...townships: readonly (string | undefined)[]): string {
  const file = parse(exampleText()) as Readonly<Record<'units' | 'people', readonly { readonly id?: string; readonly unit?: string }[]>>;
  const units = file.units.filter(({ id }) => townships.includes(id));
  const people = file.people.filter(({ unit }) => unit === undefined || townships.includes(unit));
  return stringify({ ...file, units, people, rehearsal: undefined });
}
