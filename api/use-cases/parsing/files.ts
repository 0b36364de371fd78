import { type Bilingual, type Problem, problem } from '../../../domain/language/problem.ts';
import type { Jobs } from './jobs.ts';
import { parsed, TooMuchToReadError } from './parsed.ts';

const TOO_MUCH: Bilingual = {
  zh: '读这个文件用的时间或内存太多：请删去无关内容，只留应填的各项',
  en: 'reading this file takes too much time or memory: keep only what belongs in it',
};

/** What is in a county file or a plan; that it is too much to read is one of the problems it may have. */
export async function fileRead<N extends 'readCountyFile' | 'readPlanFile'>(
  whose: string,
  name: N,
  ...args: Parameters<Jobs[N]>
): Promise<Awaited<ReturnType<Jobs[N]>> | { readonly problems: readonly Problem[] }> {
  const read = await orTooMuch(parsed(whose, name, ...args));
  return read === undefined ? { problems: [problem([], 'FILE_TOO_MUCH', {}, TOO_MUCH)] } : read;
}

/** Rows of a table that somebody uploaded or pasted, or why there are none. */
export async function tableRead<N extends 'rowsOfFile' | 'pastedRows'>(
  whose: string,
  name: N,
  ...args: Parameters<Jobs[N]>
): Promise<Awaited<ReturnType<Jobs[N]>> | { readonly problem: Bilingual }> {
  const read = await orTooMuch(parsed(whose, name, ...args));
  return read === undefined ? { problem: TOO_MUCH } : read;
}

async function orTooMuch<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (error instanceof TooMuchToReadError && error.why === 'too-much') return undefined;
    throw error;
  });
}
