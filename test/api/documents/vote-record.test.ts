import { describe, expect, it } from 'vitest';
import { electionMinutesDocx } from '../../../api/documents/election-minutes.ts';
import { meetingTitle, voteRecord } from '../../../api/documents/vote-record.ts';
import { announced } from '../../../api/pages/election-papers/announced.ts';
import { votesIn } from '../../../domain/election/elected.ts';
import type { CountedRound } from '../../../domain/rules/ballot-facts.ts';
import { RULES } from '../../domain/election/rules.ts';
import { unzipped } from '../../support/unzipped.ts';

const row = (name: string, inFavour: number, valid = 46) => ({ name, for: inFavour, against: valid - inFavour, abstain: 0 });
const first = (seats: number) => ({ kind: 'first', seats, runoffs: 0, supplementaries: 0, elected: 0 }) as const;
const counted = { entitled: 50, present: 46, issued: 46, returned: 46, invalid: 0, valid: 46 };

/** A congress of 23 August, its run-offs on the 27th and 28th, and what the party committee decided. */
const CONGRESS: readonly CountedRound[] = [
  {
    open: { members: first(3) },
    dossier: {
      title: '共青团云杵乡第六次代表大会',
      heldOn: '2012-08-23',
      scrutineers: ['监样甲'],
      counters: ['计样乙'],
      ...counted,
      // As it was typed; announced by surname strokes.
      candidates: [row('谢样丁', 40), row('王样丙', 39), row('贺样壬', 31), row('段例乙', 31)],
    },
  },
  ...[
    ['2012-08-27', 0],
    ['2012-08-28', 1],
  ].map(([heldOn, runoffs]) => ({
    open: { members: { kind: 'run-off', seats: 1, candidates: 2, runoffs: Number(runoffs), supplementaries: 0, elected: 2 } as const },
    dossier: {
      title: '共青团云杵乡第六次代表大会',
      heldOn,
      scrutineers: ['监样丙'],
      ...counted,
      candidates: [row('贺样壬', 22), row('段例乙', 22)],
    },
  })),
];

/** The same, once the first of the two is taken. */
const SETTLED = CONGRESS.map((round, index) => (index === 2 ? { ...round, taken: { members: [1] } } : round));

const recordOf = (rounds: readonly CountedRound[], body: 'COMMITTEE' | 'WORKING_COMMITTEE' = 'COMMITTEE', withdrawn: string[] = []) =>
  voteRecord({ township: '云杵乡', body, votes: votesIn(rounds, RULES), withdrawn });

describe('the papers of a vote', () => {
  it('have a section for every ballot, each under its own day with its own kind, seats and tellers', () => {
    const { ballots } = recordOf(SETTLED);
    expect(ballots.map(({ name, day, seats, scrutineers }) => [name, day, seats, scrutineers])).toEqual([
      ['委员选举', '2012年8月23日', 3, ['监样甲']],
      ['委员选举（再次投票）', '2012年8月27日', 1, ['监样丙']],
      ['委员选举（再次投票）', '2012年8月28日', 1, ['监样丙']],
    ]);
  });

  it('name whom the decision took as elected, and say whose decision it was', () => {
    const { elected, ballots } = recordOf(SETTLED);
    expect(elected).toEqual([{ office: 'members', title: '委员', names: ['王样丙', '贺样壬', '谢样丁'] }]);
    expect(ballots.at(-1)?.people.map(({ name, result }) => [name, result])).toEqual([
      ['段例乙', '未当选'],
      ['贺样壬', '当选'],
    ]);
    expect(ballots.at(-1)?.outcome).toBe('贺样壬、段例乙多次投票票数仍相等，还差1名不再投票；经乡镇党委研究确定、团县委同意，贺样壬当选。');
  });

  it('elect nobody of the tied before that', () => {
    const { elected, ballots } = recordOf(CONGRESS);
    expect(elected[0]?.names).toEqual(['王样丙', '谢样丁']);
    expect(ballots.at(-1)?.people.map(({ result }) => result)).toEqual(['票数相等', '票数相等']);
    expect(ballots[0]?.outcome).toBe('贺样壬、段例乙票数相等，对这2人再次投票，选1名。');
  });

  it('list people by surname strokes, however the rows were typed', () => {
    expect(recordOf(CONGRESS).ballots[0]?.people.map(({ name }) => name)).toEqual(['王样丙', '段例乙', '贺样壬', '谢样丁']);
  });

  it('of the plenary say who is secretary and who are the deputies', () => {
    const dossier = {
      title: '共青团云杵乡第六届委员会第一次全体会议',
      heldOn: '2012-08-29',
      scrutineers: ['列样甲'],
      entitled: 9,
      present: 9,
      ...Object.fromEntries(
        ['secretary', 'deputies'].flatMap((office) => [
          [`${office}Issued`, 9],
          [`${office}Returned`, 9],
          [`${office}Invalid`, 0],
          [`${office}Valid`, 9],
        ]),
      ),
      secretaryCandidates: [row('林样甲', 9, 9)],
      deputiesCandidates: [row('谢样丁', 9, 9), row('贺样壬', 8, 9), row('王样丙', 7, 9), row('段例乙', 3, 9)],
    };
    const record = recordOf([{ open: { secretary: first(1), deputies: first(3) }, dossier }]);
    expect(record.elected).toEqual([
      { office: 'secretary', title: '书记', names: ['林样甲'] },
      { office: 'deputies', title: '副书记', names: ['王样丙', '贺样壬', '谢样丁'] },
    ]);
    expect(record.ballots.map(({ name }) => name)).toEqual(['书记选举', '副书记选举']);
  });

  it('of a working committee recommend, and elect nobody, in the name of the body there is', () => {
    const record = recordOf(SETTLED, 'WORKING_COMMITTEE');
    const said = JSON.stringify({ ...record, words: undefined });
    expect(record.issuer).toBe('共青团云杵乡工作委员会');
    expect(said).not.toMatch(/选举|当选|乡委员会/);
    expect(record.ballots.map(({ name }) => name)).toEqual(['委员推荐投票', '委员推荐投票（再次投票）', '委员推荐投票（再次投票）']);
    expect(record.words.close).toContain('任命');
  });

  it('name who is not elected where seats stay empty, are voted on again or are done without', () => {
    const short = (open: object, votes: readonly number[], more: object = {}) => {
      const people = votes.map((inFavour, index) => row(`王样${'甲乙丙'[index]}`, inFavour));
      const rules = { ...RULES, shortfallPolicy: 'REDUCE_SEATS' as const };
      const round = { open: { members: open }, dossier: { heldOn: '2012-08-23', ...counted, ...more, candidates: people } } as CountedRound;
      const votesOf = votesIn([round], 'reduceConsent' in more ? rules : RULES);
      return voteRecord({ township: '云杵乡', body: 'COMMITTEE', votes: votesOf, withdrawn: [] }).ballots[0]?.outcome;
    };
    expect(short(first(2), [40, 10, 9])).toBe('名额不足，尚缺1名，另行选举；王样乙、王样丙未当选。');
    expect(short({ ...first(1), kind: 'supplementary', elected: 1 }, [10, 9])).toBe('名额不足，其余1名空缺；王样甲、王样乙未当选。');
    expect(short(first(2), [40, 10, 9], { reduceConsent: 30 })).toBe('经30名有选举权的人同意，减少名额1名；王样乙、王样丙未当选。');
  });

  it('of a plenary that leaves posts empty say which, and name nobody for them', async () => {
    const plenary = (offices: Record<string, readonly (readonly [string, number])[]>, kind: 'first' | 'supplementary') => ({
      open: Object.fromEntries(Object.keys(offices).map((office) => [office, { ...first(office === 'secretary' ? 1 : 3), kind }])),
      dossier: {
        heldOn: '2012-08-29',
        entitled: 9,
        present: 9,
        ...Object.fromEntries(
          Object.entries(offices).flatMap(([office, people]) => [
            [`${office}Issued`, 9],
            [`${office}Returned`, 9],
            [`${office}Invalid`, 0],
            [`${office}Valid`, 9],
            [`${office}Candidates`, people.map(([name, inFavour]) => row(name, inFavour, 9))],
          ]),
        ),
      },
    });
    const deputies = [['谢样丁', 4] as const, ['贺样壬', 4] as const, ['王样丙', 3] as const, ['段例乙', 2] as const];
    const none = recordOf([
      plenary({ secretary: [['林样甲', 4]], deputies }, 'first'),
      plenary({ secretary: [['林样甲', 4]], deputies }, 'supplementary'),
    ]);
    expect([none.elected, none.vacant]).toEqual([[], ['书记空缺1名', '副书记空缺3名']]);
    const paper = announced(none);
    expect(paper.lead).toContain('书记、副书记');
    expect([paper.elected, paper.vacant]).toEqual([[], '书记空缺1名，副书记空缺3名。']);
    const minutes = (await unzipped(await electionMinutesDocx({ record: none, mark: undefined }))).get('word/document.xml') ?? '';
    expect(minutes).toContain('书记空缺1名，副书记空缺3名。');
    expect(minutes).not.toContain('尚无');

    const led = recordOf([
      plenary({ secretary: [['林样甲', 4]], deputies: deputies.map(([name], index) => [name, index < 3 ? 9 : 0] as const) }, 'first'),
      plenary({ secretary: [['林样甲', 4]] }, 'supplementary'),
    ]);
    expect(led.elected.map(({ title, names }) => [title, names.length])).toEqual([['副书记', 3]]);
    expect(led.vacant).toEqual(['书记空缺1名']);
    expect(announced(led).lead).toContain('书记、副书记');
    // Before the second round nothing is vacant.
    expect(recordOf([plenary({ secretary: [['林样甲', 4]] }, 'first')]).vacant).toEqual([]);
  });

  it('count a seat that nobody was taken for after a tie as vacant', () => {
    const untaken = CONGRESS.map((round, index) => (index === 2 ? { ...round, taken: { members: [] } } : round));
    expect([recordOf(untaken).vacant, recordOf(SETTLED).vacant, recordOf(CONGRESS).vacant]).toEqual([['委员空缺1名'], [], []]);
  });

  it('of a meeting of all members are not headed as a congress of delegates', () => {
    const untitled = CONGRESS.map((round) => ({
      ...round,
      dossier: { ...(round.dossier as object), title: undefined, mode: 'MEETING_OF_ALL' },
    }));
    expect(recordOf(untitled).title).toBe('共青团云杵乡团员大会');
    expect(meetingTitle('云杵乡', 'COMMITTEE', 'members')).toBe('共青团云杵乡代表大会');
    expect(meetingTitle('云杵乡', 'WORKING_COMMITTEE', 'members', 'MEETING_OF_ALL')).toBe('共青团云杵乡推荐大会');
  });
});
