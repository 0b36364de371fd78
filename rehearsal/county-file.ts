import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { County } from '../domain/county/county-schema.ts';
import { CsvCounty } from '../domain/county/csv-rows.ts';
import { parseCounty } from '../domain/county/parse-county.ts';
import { type Problem, problemLine } from '../domain/language/problem.ts';

/** A county file that is safe to play: no address in it can reach anybody. */
export interface RehearsalCounty {
  readonly filename: string;
  /** What is uploaded. */
  readonly content: Buffer;
  readonly county: County;
}

/** Thrown for a county file that cannot be played; the message lists every fault. */
export class CountyFileError extends Error {
  override readonly name = 'CountyFileError';
}

/**
 * Reads a county file and rewrites every e-mail address in it.
 * @throws {CountyFileError}
 */
export async function readRehearsalCounty(file: string): Promise<RehearsalCounty> {
  const content = withoutRealAddresses(
    await readFile(file).catch((error: unknown) => {
      throw new CountyFileError(`县名册 ${file} 打不开 / county file cannot be opened: ${String(error)}`);
    }),
  );
  const filename = path.basename(file);
  const result = read(content, filename);
  if ('county' in result) {
    const reachable = result.county.people.filter(({ email }) => !email.endsWith('.invalid'));
    if (reachable.length > 0)
      throw new CountyFileError(`有 ${reachable.length} 个邮箱未能改写 / ${reachable.length} addresses could not be rewritten`);
    return { filename, content, county: result.county };
  }
  const lines = result.problems.map((one) => `  ${problemLine(one, 'zh')} / ${one.en}`);
  throw new CountyFileError([`县名册 ${file} 有 ${result.problems.length} 处错误 / the county file has faults:`, ...lines].join('\n'));
}

const ADDRESS = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g;

/**
 * The same file with `.invalid` behind every address: a name that no mail server ever finds (RFC 2606). Works on bytes,
 * because an address looks the same in UTF-8 and GB18030.
 */
export function withoutRealAddresses(content: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(content).toString('latin1').replaceAll(ADDRESS, '$&.invalid'), 'latin1');
}

function read(content: Buffer, filename: string): ReturnType<typeof parseCounty> {
  const text = textOf(content);
  try {
    return /\.(?:csv|txt)$/i.test(filename) ? readCsv(text) : parseCounty(parseYaml(text, { maxAliasCount: 0 }));
  } catch (error) {
    throw new CountyFileError(`县名册 ${filename} 的写法不对 / the county file cannot be read: ${String(error)}`);
  }
}

function readCsv(text: string): ReturnType<typeof parseCounty> {
  const rows: string[][] = parseCsv(text, { skip_empty_lines: true, relax_column_count: true, delimiter: [',', '\t'] });
  const csv = new CsvCounty({ rows: rows.map((cells, index) => ({ cells, row: index + 1 })) });
  const result = csv.readable ? parseCounty(csv.input) : { problems: [] as Problem[] };
  const found = 'problems' in result ? result.problems.flatMap((one) => csv.locate(one) ?? []) : [];
  return 'county' in result && csv.problems.length === 0 ? result : { problems: [...csv.problems, ...found] };
}

/** UTF-8 when every byte of it is valid, else GB18030, which Chinese spreadsheet programs write. */
function textOf(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('gb18030').decode(content);
  }
}
