import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPiles } from '../../../api/use-cases/count-piles.ts';
import { readRows } from '../../../api/use-cases/rows/read-rows.ts';
import { DOSSIERS, parseDossier } from '../../../domain/dossiers/index.ts';
import { countPapers } from '../../../domain/election/ballot-paper.ts';
import { parseTally } from '../../../domain/election/tally-file.ts';
import { isRowsField, type RowsField } from '../../../domain/fields/field.ts';
import { countTally } from '../../../domain/gates/count-tally.ts';
import { filesOf } from '../../support/product-files.ts';
import { defaultPlan } from '../../support/shipped-plan.ts';
import { countsOf } from '../dossiers/judged.ts';
import { LANDU as NOMINATED, landuContext as nominationContext } from '../dossiers/landu.ts';
import { checked, codes, judge, outcome } from '../election/judge.ts';
import { LANDU, LANDU_STAGES, type LanduStage, person } from '../election/landu.ts';
import { first, RULES } from '../election/rules.ts';
import { spellingOf } from './spellings.ts';

/** Every place where names are compared, by the file that does it. A new one is added here, with its story below. */
const PLACES: Readonly<Record<string, string>> = {
  'api/documents/strokes.ts': 'the order by surname strokes',
  'api/documents/vote-record.ts': 'who of the people voted for is elected, ballot after ballot',
  'api/use-cases/count-piles.ts': 'a candidate typed twice, a mark for nobody who stands',
  'api/pages/submission/paste-rows-route.tsx': 'a row that is brought for somebody whose row was only begun',
  'api/pages/irregular-cases/forms.ts': 'somebody who stands on several lists, offered once',
  'api/use-cases/objection-record.ts': 'the person of an objection and the elected',
  'api/use-cases/people-lists.ts': 'where somebody stands on the lists in force',
  'api/use-cases/proposed.ts': 'who waits and is not proposed for the appointment',
  'api/use-cases/rows/cells.ts': 'the account of a person named in a table',
  'domain/county/csv-rows.ts': 'a unit named by a person of the county file',
  'domain/county/unit-checks.ts': 'a unit that stands twice',
  'domain/dossiers/appointment.ts': 'appointed people and those on the notice',
  'domain/dossiers/formal-candidates.ts': 'candidates, nominees and those left out',
  'domain/dossiers/inspection.ts': 'the people inspected and those whom offices were asked about',
  'domain/dossiers/known-accounts.ts': 'whose account an earlier dossier told',
  'domain/dossiers/leader-candidates.ts': 'somebody proposed for both offices',
  'domain/dossiers/leadership-election-counts.ts': 'leaders and members, both offices',
  'domain/dossiers/member-election-counts.ts': 'those who count and the candidates; people written in and the elected',
  'domain/dossiers/member-report.ts': 'the elected and those who leave',
  'domain/dossiers/nomination-counts.ts': 'nominees, the recommended and the excluded',
  'domain/dossiers/nomination.ts': 'nominees who are excluded too',
  'domain/fields/objected.ts': 'the person of an objection on a list',
  'domain/fields/on-record.ts': 'people of an earlier dossier; posts by code or title',
  'domain/dossiers/organization-study.ts': 'whose seat goes its own way and who is not asked to be studied',
  'domain/fields/rows.ts': 'somebody who stands twice in a table',
  'domain/election/ballot-checks.ts': 'candidates, the list, the elected, people written in',
  'domain/election/ballot-paper.ts': 'marks and written names on a paper',
  'domain/gates/count-tally.ts': 'those who count and the candidates',
  'domain/election/known-people.ts': 'what is on record of somebody',
  'domain/election/listed.ts': 'members without an office',
  'domain/election/people-named.ts': 'a report, a study, an inspection, a notice and the elected',
  'domain/dossiers/proposed-dossier.ts': 'who is filled in beforehand, with which post',
  'domain/election/tally-file.ts': 'names of a tally and on its papers',
};

describe('names are compared', () => {
  it('in the places listed, by one key, and nowhere by a rule of its own', () => {
    const files = filesOf(['domain', 'api', 'activities', 'store', 'workflows', 'worker', 'launcher']);
    const text = (file: string) => readFileSync(path.join(import.meta.dirname, '../../..', file), 'utf8');
    const comparing = files.filter((file) => /\b(?:nameKeys?|sameName|namesOnce)\b[^;]*from '[^']*name-key\.ts'/.test(text(file)));
    expect(comparing.toSorted()).toEqual(Object.keys(PLACES).toSorted());
    // What normalizes by itself in these rooms reads figures and file names, no names of people.
    const rooms = /^(?:domain\/(?:dossiers|election|fields|gates|language)|api\/use-cases)\//;
    const others = files.filter((file) => rooms.test(file) && /\.normalize\(/.test(text(file)));
    expect(others.toSorted()).toEqual([
      'api/use-cases/take-attachment.ts',
      'domain/language/mail-address.ts',
      'domain/language/name-key.ts',
      'domain/language/typed-values.ts',
    ]);
  });
});

const NAME_LISTS = ['scrutineers', 'counters'];

/** A dossier with every person's name written in another way, each in its own. */
function respelt(dossier: unknown, spell: (name: string) => string, within = ''): unknown {
  if (Array.isArray(dossier))
    return dossier.map((one: unknown) =>
      typeof one === 'string' && NAME_LISTS.includes(within) ? spell(one) : respelt(one, spell, within),
    );
  if (typeof dossier !== 'object' || dossier === null) return dossier;
  return Object.fromEntries(
    Object.entries(dossier).map(([field, value]) => [
      field,
      field === 'name' && typeof value === 'string' ? spell(value) : respelt(value, spell, field),
    ]),
  );
}

const spelling = fc.infiniteStream(fc.nat({ max: 1_000_000 })).map((seeds) => (name: string): string => {
  const seed = seeds.next().value ?? 0;
  return fc.sample(spellingOf(name), { seed, numRuns: 1 })[0] ?? name;
});

describe('another spelling changes nothing', () => {
  it.each(LANDU_STAGES)('of what is said of the dossier %s', (stage: LanduStage) => {
    const said = judge(stage);
    fc.assert(
      fc.property(spelling, (spell) => {
        const again = judge(stage, respelt(LANDU[stage], spell) as Record<string, unknown>);
        expect(again.counts).toEqual(said.counts);
        expect(again.ruleResults).toEqual(said.ruleResults);
      }),
      { numRuns: 20 },
    );
  });

  it('of who is elected by papers', async () => {
    const plan = await defaultPlan();
    const names = ['阿依古丽·买买提', '谢样庚', '段例乙', '欧阳样甲'];
    const outsiders = ['艾山·吐尔逊', '于例己'];
    const some = (of: readonly string[]) => fc.subarray([...of]);
    const pile = fc.record({
      times: fc.integer({ min: 1, max: 9 }),
      for: some(names),
      against: some(names),
      writeIns: some([...names, ...outsiders]),
    });
    const elected = (papers: readonly object[], candidates: readonly string[]) => {
      const issued = papers.reduce((sum: number, one) => sum + (one as { times: number }).times, 0);
      const file = { seats: 2, entitled: issued, present: issued, issued, candidates: candidates.map((name) => ({ name })), papers };
      const parsed = parseTally(file);
      if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
      const { ruleResults, outcome: result, elected: won, tied } = countTally(parsed.tally, plan);
      return { ruleResults, result, won: won.map((name) => name.replace(/[^\p{Script=Han}]/gu, '')), tied: tied.length };
    };
    fc.assert(
      fc.property(fc.array(pile, { minLength: 1, maxLength: 5 }), spelling, (papers, spell) => {
        const again = papers.map(({ times, ...marks }) => ({
          times,
          for: marks.for.map(spell),
          against: marks.against.map(spell),
          writeIns: marks.writeIns.map(spell),
        }));
        expect(elected(again, names)).toEqual(elected(papers, names));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a candidate written in on a paper', () => {
  const papers = [
    { times: 5, for: ['甲样一'] },
    { times: 5, against: ['甲样一'], writeIns: ['乙样二'] },
  ];
  const meeting = { seats: 1, entitled: 10, present: 10, issued: 10, candidates: [{ name: '甲样一' }, { name: '乙样二' }] };

  it('is chosen, in papers as in figures refused by name', () => {
    const read = parseTally({ ...meeting, papers });
    expect('tally' in read && read.tally).toMatchObject({
      candidates: [
        { name: '甲样一', for: 5, against: 5, abstain: 0 },
        { name: '乙样二', for: 5, against: 0, abstain: 5 },
      ],
      writeIns: [],
      writtenCandidates: [{ name: '乙样二', times: 5 }],
    });
    const figures = {
      ...meeting,
      returned: 10,
      invalid: 0,
      candidates: [
        { name: '甲样一', for: 5 },
        { name: '乙样二', for: 0 },
      ],
      writeIns: [{ name: '乙 样二', for: 5 }],
    };
    const refused = parseTally(figures);
    expect('problems' in refused && refused.problems.map(({ code, zh }) => [code, zh])).toEqual([
      ['DUPLICATE', '“乙 样二”重复；同名的两个人请在姓名后注明'],
    ]);
  });

  it('is chosen on the counting page too, which says so', () => {
    const standing = ['王例甲', '李例乙'];
    const pile = (times: number, marks: object) => ({ times, for: [], against: [], writeIns: [], illegible: false, ...marks });
    const piles = [pile(35, { for: ['王例甲'] }), pile(45, { against: ['王例甲'], writeIns: ['李·例乙'] })];
    const figures = { entitled: 80, present: 80, issued: 80, returned: 80 };
    const vote = countPiles(piles, standing, figures, { open: first(1), rules: RULES });
    expect(vote.people.map((one) => [one.name, one.for, one.abstain, one.writtenIn])).toEqual([
      ['王例甲', 35, 0, false],
      ['李例乙', 45, 35, false],
    ]);
    expect(vote.result?.elected.map(({ name }) => name)).toEqual(['李例乙']);
    expect(vote.writtenCandidates).toEqual([{ name: '李例乙', times: 45 }]);
  });

  it('and disapproved of on the same paper says nothing; more of them than seats make the paper invalid', () => {
    const count = (paper: object, seats: number) =>
      countPapers([{ times: 1, for: [], against: [], writeIns: [], illegible: false, ...paper }], ['甲', '乙', '丙'], seats);
    expect(count({ against: ['甲'], writeIns: ['甲'] }, 1).candidates[0]).toEqual({ name: '甲', for: 0, against: 0, abstain: 1 });
    expect(count({ for: ['甲'], writeIns: ['甲'] }, 1).candidates[0]).toEqual({ name: '甲', for: 1, against: 0, abstain: 0 });
    expect(count({ for: ['甲'], writeIns: ['乙'] }, 1)).toMatchObject({ valid: 0, invalid: 1 });
  });
});

describe('one person is not two', () => {
  const named = (number: number, name: string) => (dossier: unknown) =>
    respelt(dossier, (one) => (one === person(number).name ? name : one));

  it.each(['•', '．', '・', '‧', '･', '∙', '⋅', '.', '', ' '])('recommended with a middle dot, nominated with “%s”', (dot) => {
    const [one, ...others] = NOMINATED.nomination.nominees;
    const nominees = [{ ...one, name: `阿依古丽${dot}买买提` }, ...others];
    const recommended = NOMINATED.recommendation.people.map((row) => (row.name === one?.name ? { ...row, name: '阿依古丽·买买提' } : row));
    const earlier = { ...NOMINATED, recommendation: { ...NOMINATED.recommendation, people: recommended } };
    const counts = countsOf('nomination', { ...NOMINATED.nomination, nominees }, nominationContext({ earlier }));
    expect([counts.outsideRecommended, counts.unaccounted]).toEqual([0, 0]);
  });

  it.each(['\u200D', '\u200C', '\u00AD', '\uFE0F', '\u{E0100}', '\u034F', '\u3164', '\u180B', '·', '•', '　'])(
    'a candidate who is a scrutineer is refused, written with “%s” too',
    (sign) => {
      const spelt = `${person(5).name.slice(0, 2)}${sign}${person(5).name.slice(2)}`;
      expect(outcome('member-election', { scrutineers: [spelt] }, 'TELLER_IS_CANDIDATE')).toBe('fails');
      expect(outcome('member-election', { counters: [spelt] }, 'TELLER_IS_CANDIDATE')).toBe('fails');
    },
  );

  it('stands once in a table, counted or pasted', () => {
    const candidates = [
      ...LANDU['member-election'].candidates,
      { name: `${person(5).name.slice(0, 1)}·${person(5).name.slice(1)}`, for: 1, against: 0, abstain: 0 },
    ];
    const parsed = parseDossier('member-election', { ...LANDU['member-election'], candidates });
    expect('problems' in parsed && parsed.problems.map(({ code, path: place }) => [code, place])).toEqual([
      ['DUPLICATE', ['candidates', 10, 'name']],
    ]);
  });

  it('has one account, named with or without a dot', () => {
    const field = DOSSIERS['member-report'].fields.filter(isRowsField).find(({ name }) => name === 'members') as RowsField;
    const accounts = [{ value: 'acc-1', label: '阿依古丽·买买提（乡镇团委）' }];
    const cells = { name: '阿依古丽•买买提', post: 'G1', account: '阿依古丽 买买提' };
    const table = {
      rows: [
        { row: 1, cells: field.columns.map(({ label }) => label.zh) },
        { row: 2, cells: field.columns.map(({ name }) => (cells as Record<string, string>)[name] ?? '') },
      ],
    };
    const rows = readRows({ dossier: 'member-report', field, present: [], accounts }, table);
    expect(rows.rows).toEqual([{ name: '阿依古丽•买买提', post: 'G1', account: 'acc-1' }]);
  });

  it('who was elected is the one reported, studied, inspected, noticed and appointed', () => {
    const other = `${person(1).name.slice(0, 1)}•${person(1).name.slice(1)}`;
    for (const stage of [
      'member-report',
      'leadership-report',
      'organization-study',
      'inspection',
      'public-notice',
      'appointment',
    ] as const) {
      const changed = named(1, other)(LANDU[stage]) as Record<string, unknown>;
      expect(JSON.stringify(checked(stage, { ...LANDU[stage], ...changed }))).toContain(other);
      expect(codes(judge(stage, changed), 'fails')).toEqual(codes(judge(stage), 'fails'));
    }
  });
});
