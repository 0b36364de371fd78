import { expect, it } from 'vitest';
import { type GateFacts, gate } from '../../../domain/gates/gates-of.ts';
import type { TownshipRules } from '../../../domain/plan/resolved-plan.ts';
import { BALLOT_KINDS } from '../../../domain/rules/ballot-facts.ts';
import type { Counts } from '../../../domain/rules/rule-result.ts';
import { STAGES } from '../../../domain/stages/stages.ts';
import { LANDU_RULES } from '../dossiers/landu.ts';

/** Whatever is counted may be one: each rule's word in English is right then too, whether the rule holds or not. */

const THINGS = [
  'days|months|years|times|people|persons|women|members|delegates|nominees|candidates|secretaries|deputies|leaders|scrutineers',
  'votes|ballots|papers|credentials|seats|posts|places|offices|branches|units|sources|entries|figures|things|reasons|methods',
  'qualifications|projects|audiences|experiences|characters',
].join('|');
const KINDS = 'valid|formal|further|written-in|part-time|receiving|new|young|deputy|League|Party';

const ONE_AS_MANY = [
  new RegExp(String.raw`(?<![\d.,–-])1 (?:(?:${KINDS}) )*(?:${THINGS})\b`),
  // One is what the sentence is about: `1 of 3 are present`.
  /(?<=^|[:;,] |\b(?:The|but|[Oo]nly) )1 (?:(?!(?:and|does|did|may|will)\b)[A-Za-z-]+ |\d+ ){0,5}?(?:are|were|have|do|exceed|exist|come|leave|meet|stand|differ)\b/,
  /\b(?:[Aa]ll|[Ee]ach of(?: the)?) 1\b/,
];

/** Counts that all are `most`, but for some; `asked` learns which a gate looks for. */
function counts(most: number, but: Counts = {}, asked = new Set<string>()): Counts {
  const countOf = (name: string | symbol) => but[String(name)] ?? most;
  return new Proxy<Counts>(
    {},
    {
      getOwnPropertyDescriptor: (_none, name) => ({ value: countOf(name), configurable: true, enumerable: true }),
      get: (_none, name) => {
        asked.add(String(name));
        return countOf(name);
      },
    },
  );
}

const OF_ONE: TownshipRules = {
  ...LANDU_RULES,
  seats: 1,
  secretaries: 1,
  deputies: 1,
  deputiesMinInQuota: 1,
  deputiesMinOutOfQuota: 0,
  requestLeadDays: 1,
  termYears: 1,
  reportDays: 1,
  inspectionTeamMin: 1,
};

/** One or nine to elect; nothing on record, or one or two of everything. */
const FACTS = [LANDU_RULES, OF_ONE].flatMap((rules): GateFacts[] => [
  { rules, body: 'COMMITTEE', passed: {}, agreed: { documentOn: '2012-10-10' } },
  ...[1, 2].map((recorded): GateFacts => {
    const passed = Object.fromEntries(STAGES.map(({ id }) => [id, counts(recorded)]));
    return { rules, body: 'WORKING_COMMITTEE', passed, objections: { waiting: [1], held: 0 } };
  }),
]);

const BALLOTS = [LANDU_RULES, OF_ONE].flatMap((rules) =>
  BALLOT_KINDS.map((kind): GateFacts => {
    const tied = kind === 'run-off' ? { candidates: 2 } : {};
    const ballot = { kind, seats: rules.seats, runoffs: 0, supplementaries: 0, elected: 1, ...tied };
    return { rules, body: 'COMMITTEE', passed: {}, ballots: { members: ballot, secretary: ballot, deputies: ballot } };
  }),
);

/** Whoever stands with the most votes is enough: the others are counted alike. */
const isAlike = (name: string) => /votes\.(?!1$)\d+$/.test(name);

it.each([...STAGES.map(({ id }) => id), 'monthly-report' as const])('one is said as one, whatever the rules say of it: %s', (id) => {
  const said = new Set<string>();
  for (const facts of [...FACTS, ...(id.endsWith('-election') ? BALLOTS : [])]) {
    const hear = (given: Counts) => {
      for (const { en } of gate(id, given, facts)) said.add(en);
    };
    const asked = new Set<string>();
    for (const most of [1, 2, 12]) hear(counts(most, {}, asked));
    for (const name of asked) {
      if (isAlike(name)) continue;
      for (const most of [0, 1, 2]) for (const other of [0, 1, 3, 400]) hear(counts(most, { [name]: other }));
    }
  }
  expect([...said].filter((en) => ONE_AS_MANY.some((wrong) => wrong.test(en)))).toEqual([]);
});
