import { z } from 'zod';
import { oneOf, problemsOf, wholeNumber, words, yesOrNo } from '../calendar/fields.ts';
import { nameKey, nameKeys, sameName } from '../language/name-key.ts';
import { type Problem, problem } from '../language/problem.ts';
import { planSchema, quorumSchema, shortfallSchema } from '../plan/plan-schema.ts';
import { BALLOT_KINDS, OFFICES } from '../rules/ballot-facts.ts';
import { countPapers } from './ballot-paper.ts';

/** A tally as a file holds it; docs/count.md describes it for whoever writes one. */

const ballots = wholeNumber(0, 1_000_000);
const names = z.array(words(40)).max(200);

const pile = z.strictObject({
  times: wholeNumber(1, 1_000_000).optional(),
  for: names.optional(),
  against: names.optional(),
  writeIns: names.optional(),
  illegible: yesOrNo.optional(),
});

export const tallySchema = z.strictObject({
  title: words(100).optional(),
  office: oneOf(...OFFICES).optional(),
  seats: wholeNumber(1, 60),
  /** What kind of ballot it is, after which others; a first one when absent. */
  ballot: z
    .strictObject({
      kind: oneOf(...BALLOT_KINDS),
      runoffs: wholeNumber(0, 5).optional(),
      supplementaries: wholeNumber(0, 3).optional(),
      elected: wholeNumber(0, 60).optional(),
    })
    .optional(),
  /** What differs from the plan's rules. */
  rules: z
    .strictObject({
      quorum: quorumSchema.optional(),
      majority: planSchema.shape.majority.optional(),
      tie: planSchema.shape.tie.optional(),
      shortfall: shortfallSchema.optional(),
      ballot: planSchema.shape.ballot.optional(),
      leaders: planSchema.shape.leaders.optional(),
      formalBp: wholeNumber(0, 10_000).optional(),
    })
    .optional(),
  entitled: wholeNumber(1, 1_000_000),
  present: ballots,
  issued: ballots,
  returned: ballots.optional(),
  invalid: ballots.optional(),
  valid: ballots.optional(),
  reduceConsent: ballots.optional(),
  scrutineers: names.optional(),
  counters: names.optional(),
  candidates: z
    .array(z.strictObject({ name: words(40), for: ballots.optional(), against: ballots.optional(), abstain: ballots.optional() }))
    .min(1)
    .max(200),
  writeIns: z
    .array(z.strictObject({ name: words(40), for: ballots.optional() }))
    .max(100)
    .optional(),
  /** Instead of votes per person: the papers themselves, alike ones as a pile. */
  papers: z.array(pile).min(1).max(20_000).optional(),
});
export type TallyFile = z.infer<typeof tallySchema>;

/** A tally whose figures are all there. */
export type Tally = Omit<TallyFile, 'papers' | 'returned' | 'invalid' | 'valid' | 'candidates' | 'writeIns'> & {
  readonly returned: number;
  readonly invalid: number;
  readonly valid: number;
  readonly candidates: readonly { readonly name: string; readonly for: number; readonly against: number; readonly abstain: number }[];
  readonly writeIns: readonly { readonly name: string; readonly for: number }[];
  /** Candidates whose names were written in on papers, and counted as approved. */
  readonly writtenCandidates?: readonly { readonly name: string; readonly times: number }[];
};

/** The tally, or everything that is wrong with the file. */
export function parseTally(input: unknown): { readonly tally: Tally } | { readonly problems: readonly Problem[] } {
  const parsed = tallySchema.safeParse(input);
  if (!parsed.success) return { problems: problemsOf(parsed.error, input) };
  const file = parsed.data;
  const repeated = repeatedNames(file);
  if (repeated.length > 0) return { problems: repeated };
  return file.papers ? fromPapers(file, file.papers) : fromFigures(file);
}

function repeatedNames({ candidates, writeIns = [] }: TallyFile): Problem[] {
  const seen = new Set<string>();
  const rows = [
    ...candidates.map(({ name }, index) => ['candidates', index, name] as const),
    ...writeIns.map(({ name }, index) => ['writeIns', index, name] as const),
  ];
  return rows.flatMap(([list, index, name]) => {
    const key = nameKey(name);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const sentence = { zh: `“${name}”重复；同名的两个人请在姓名后注明`, en: `"${name}" stands twice; tell two people of one name apart` };
    return [problem([list, index, 'name'], 'DUPLICATE', { name }, sentence)];
  });
}

function missing(keys: readonly (string | number)[]): Problem {
  return problem(keys, 'MISSING', {}, { zh: '没有填写，应为整数（或者给出 papers）', en: 'missing; a whole number (or give papers)' });
}

function fromFigures(file: TallyFile): { readonly tally: Tally } | { readonly problems: readonly Problem[] } {
  const { returned, invalid, candidates, writeIns = [], papers: _papers, ...rest } = file;
  const problems = [
    ...(returned === undefined ? [missing(['returned'])] : []),
    ...(invalid === undefined ? [missing(['invalid'])] : []),
    ...candidates.flatMap((row, index) => (row.for === undefined ? [missing(['candidates', index, 'for'])] : [])),
    ...writeIns.flatMap((row, index) => (row.for === undefined ? [missing(['writeIns', index, 'for'])] : [])),
  ];
  if (returned === undefined || invalid === undefined || problems.length > 0) return { problems };
  const valid = file.valid ?? Math.max(0, returned - invalid);
  return {
    tally: {
      ...rest,
      returned,
      invalid,
      valid,
      candidates: candidates.map((row) => withMarks(row, valid)),
      writeIns: writeIns.map(({ name, for: votes = 0 }) => ({ name, for: votes })),
    },
  };
}

/** Marks that were not counted apart: whoever did not approve disapproved, or abstained from what is left. */
function withMarks(row: TallyFile['candidates'][number], valid: number): Tally['candidates'][number] {
  const votes = row.for ?? 0;
  const against = row.against ?? Math.max(0, valid - votes - (row.abstain ?? 0));
  return { name: row.name, for: votes, against, abstain: row.abstain ?? Math.max(0, valid - votes - against) };
}

/** Counts the papers; figures that the file gives beside them have to be the same. */
function fromPapers(
  file: TallyFile,
  papers: NonNullable<TallyFile['papers']>,
): { readonly tally: Tally } | { readonly problems: readonly Problem[] } {
  const { candidates, writeIns = [], papers: _papers, ...rest } = file;
  const piles = papers.map((one) => ({
    times: one.times ?? 1,
    for: one.for ?? [],
    against: one.against ?? [],
    writeIns: one.writeIns ?? [],
    illegible: one.illegible ?? false,
  }));
  const names = candidates.map(({ name }) => name);
  const standing = nameKeys(names);
  const counted = countPapers(piles, names, file.seats);
  const problems = [
    ...papers.flatMap(({ for: approved = [], against = [] }, index) =>
      [...approved, ...against].flatMap((name) => (standing.has(nameKey(name)) ? [] : [strange(index, name)])),
    ),
    ...(['returned', 'invalid', 'valid'] as const).flatMap((key) => differs([key], file[key], counted[key])),
    ...candidates.flatMap((row, index) =>
      (['for', 'against', 'abstain'] as const).flatMap((key) =>
        differs(['candidates', index, key], row[key], counted.candidates[index]?.[key] ?? 0),
      ),
    ),
    ...writeIns.flatMap((row, index) =>
      differs(['writeIns', index, 'for'], row.for, counted.writeIns.find(({ name }) => sameName(name, row.name))?.for ?? 0),
    ),
  ];
  return problems.length > 0 ? { problems } : { tally: { ...rest, ...counted } };
}

function strange(index: number, name: string): Problem {
  const sentence = {
    zh: `“${name}”不是候选人；另选他人写在 writeIns`,
    en: `"${name}" is no candidate; people written in go under writeIns`,
  };
  return problem(['papers', index], 'NO_CANDIDATE', { name }, sentence);
}

function differs(keys: readonly (string | number)[], given: number | undefined, counted: number): Problem[] {
  if (given === undefined || given === counted) return [];
  const sentence = { zh: `填的是 ${given}，而选票数出来是 ${counted}`, en: `found ${given}, but the papers add up to ${counted}` };
  return [problem(keys, 'PAPERS_DISAGREE', { given, counted }, sentence)];
}
