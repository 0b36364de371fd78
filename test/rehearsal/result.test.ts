import { describe, expect, test } from 'vitest';
import { instantOf } from '../../domain/calendar/plan-date.ts';
import { STAGES } from '../../domain/stages/stages.ts';
import type { TownshipAnswer } from '../../rehearsal/contract.ts';
import { percentilesOf } from '../../rehearsal/percentiles.ts';
import { type Findings, resultJson } from '../../rehearsal/result.ts';
import { shortcomingsOf } from '../../rehearsal/shortcomings.ts';
import { summaryOf, table } from '../../rehearsal/summary.ts';

const passed: Omit<TownshipAnswer['state']['items'][number], 'id' | 'submission'> = {
  status: 'passed',
  round: 1,
  openedAt: 1,
  passedAt: 1,
  notice: null,
  pastRounds: [],
  ballots: null,
  results: {},
};
const answer = (status = 'completed'): TownshipAnswer => ({
  state: {
    status,
    endedAt: status === 'completed' ? instantOf('2013-01-04', 10) : null,
    hold: null,
    objections: [],
    seats: [],
    items: [
      ...STAGES.map(({ id }) => ({ ...passed, id, submission: { late: false, at: 1, counts: {} } })),
      { ...passed, id: 'monthly-report/2012-06' as const, submission: { late: true, at: 1, counts: {} } },
      { ...passed, id: 'monthly-report/2012-07' as const, status: 'missing' as const, submission: null },
    ],
  },
});

const LANDU = 'reorganization/lanyu/2012/landu';
const COUNTY = 'reorganization/lanyu/2012';
const decided = {
  nonce: 'a',
  workflowId: LANDU,
  message: 'decide',
  envelope: { item: 'survey', round: 1, verdict: 'return', actor: { role: 'township-party-committee' } },
};
const planned = { nonce: 'b', workflowId: COUNTY, message: 'decidePlan', envelope: { verdict: 'approve', actor: { role: 'x' } } };

const sound: Findings = {
  campaign: 'lanyu-2012-trial-1',
  firstDay: '2012-06-01',
  lastDay: '2013-01-08',
  townships: [{ id: 'landu', name: '澜渡镇', plays: 'straight', answer: answer() }],
  scenarios: [
    {
      township: 'landu',
      name: 'exact_boundary',
      expected: '正式候选人 11',
      came: '正式候选人 11',
      days: ['2012-07-20'],
      asExpected: true,
    },
  ],
  monthsAsked: 2,
  scripted: { onTime: 0, late: 1, missing: 1 },
  disturbed: false,
  faults: { wanted: 0, done: [] },
  load: false,
  contradicted: [],
  problems: [],
  aftermath: { stuck: [], unreplayable: [] },
  countyReports: 7,
  countyReportsAsked: 7,
  acknowledged: [
    { nonce: 'a', campaign: 'lanyu-2012-trial-1', kind: 'decision', verdict: 'return' },
    { nonce: 'b', campaign: 'lanyu-2012-trial-1', kind: 'plan', verdict: 'approve' },
  ],
  measured: {
    decisions: [decided, planned],
    snapshots: new Map([
      [LANDU, new Set(['a'])],
      [COUNTY, new Set(['b'])],
    ]),
    mails: [{ to: 'a@lanyu.example.invalid', about: { kind: 'submitted', params: { item: 'survey', round: 1 } } }],
    commands: [
      { nonce: 'a', workflowId: LANDU, status: 'recorded', sentAt: new Date(0) },
      { nonce: 'b', workflowId: COUNTY, status: 'recorded', sentAt: new Date(0) },
    ],
    at: 600_000,
    returns: 1,
    holds: 0,
    escalations: [{ township: 'landu', level: 1 }, { level: 1 }, { level: 3 }],
    notices: 5,
    lateMs: [10, 20, 30],
    histories: [
      { workflowId: COUNTY, events: 90, bytes: 9_000, nonces: new Set(['b']) },
      { township: 'landu', workflowId: LANDU, events: 500, bytes: 80_000, nonces: new Set(['a']) },
    ],
  },
  busyMs: [20, 40],
  idleMs: [10],
  seconds: 240.26,
  engines: { temporal: '127.0.0.1:1', namespace: 'league-reorg', mongodb: 'mongodb://127.0.0.1:2', app: 'http://127.0.0.1:3' },
};

describe('the JSON of a rehearsal', () => {
  test('has every key of the issue', () => {
    expect(resultJson(sound)).toEqual({
      townships: 1,
      completed: 1,
      decisions: 2,
      returns: 1,
      holds: 0,
      escalations: { '1': 2, '2': 0, '3': 1 },
      notices: 5,
      monthlyReports: { onTime: 0, late: 1, missing: 1 },
      countyReports: 7,
      scenarios: { played: 1, asExpected: 1 },
      planDays: 222,
      seconds: 240.3,
      lateTimersMs: { p50: 20, p99: 30 },
      history: { straight: { events: 500, bytes: 80_000 }, max: { events: 500, bytes: 80_000 } },
      approvalMs: { p50: 10, p99: 10 },
      busyApprovalMs: { p50: 20, p99: 40 },
      engines: sound.engines,
      kills: 0,
      faults: { kill: 0, pause: 0, start: 0, stop: 0, killAll: 0, pauseAll: 0 },
      load: false,
      stuck: 0,
      unreplayable: 0,
      phantoms: 0,
      contradicted: 0,
      problems: 0,
      differences: null,
      acknowledged: 2,
      inMongo: 2,
      inHistory: 2,
      doubled: 0,
      orphaned: 0,
      mailsDoubled: 0,
      campaign: 'lanyu-2012-trial-1',
    });
  });

  test('percentiles are by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentilesOf(hundred)).toEqual({ p50: 50, p99: 99 });
    expect(percentilesOf([])).toEqual({ p50: null, p99: null });
  });
});

describe('what is wrong', () => {
  const with_ = (change: Partial<Findings['measured']>): Findings => ({ ...sound, measured: { ...sound.measured, ...change } });

  test('a sound rehearsal has none', () => {
    expect(shortcomingsOf(sound)).toEqual([]);
    expect(summaryOf(sound)).toContain('各项核对一致');
  });

  test('an acknowledged decision that MongoDB or the histories do not hold', () => {
    const faults = shortcomingsOf(with_({ decisions: [planned] }));
    expect(faults).toEqual([
      expect.stringContaining('acknowledged, not in MongoDB: 1（a）'),
      expect.stringContaining('in a history, not in MongoDB: 1（a）'),
    ]);
  });

  test('a decision that nobody was told of, or that is there twice', () => {
    expect(shortcomingsOf({ ...sound, acknowledged: sound.acknowledged.slice(1) })).toEqual([
      expect.stringContaining('in MongoDB, not acknowledged: 1（a）'),
    ]);
    expect(shortcomingsOf(with_({ decisions: [decided, planned, planned] }))).toEqual([expect.stringContaining('records too many: 2')]);
  });

  test('a record that its run does not know, and one answer of a round given twice', () => {
    const again = { ...decided, nonce: 'c' };
    const told = [...sound.acknowledged, { nonce: 'c', campaign: sound.campaign, kind: 'decision' as const }];
    expect(shortcomingsOf({ ...with_({ decisions: [decided, planned, again] }), acknowledged: told })).toEqual([
      expect.stringContaining('in MongoDB, not in any history: 1（c）'),
      expect.stringContaining('does not know: 1'),
    ]);
    const books = {
      decisions: [decided, planned, again],
      snapshots: new Map([...sound.measured.snapshots, [LANDU, new Set(['a', 'c'])]]),
      histories: sound.measured.histories.map((history) =>
        history.workflowId === LANDU ? { ...history, nonces: new Set(['a', 'c']) } : history,
      ),
    };
    expect(shortcomingsOf({ ...with_(books), acknowledged: told })).toEqual([expect.stringContaining('records too many: 1')]);
  });

  test('the same thing told to the same person twice', () => {
    const [mail] = sound.measured.mails;
    expect(shortcomingsOf(with_({ mails: mail ? [mail, mail, { ...mail, to: 'b@lanyu.example.invalid' }] : [] }))).toEqual([
      expect.stringContaining('mails too many: 1'),
    ]);
  });

  test('undisturbed, months come out as scripted; after kills more of them may be late', () => {
    const other = { ...sound, scripted: { onTime: 1, late: 1, missing: 0 } };
    expect(shortcomingsOf(other)).toEqual([expect.stringContaining('0/1/1，剧本 1/1/0')]);
    expect(shortcomingsOf({ ...other, disturbed: true })).toEqual([]);
  });

  test('a case that ended otherwise than the county file says', () => {
    const [one] = sound.scenarios;
    const scenarios = one ? [one, { ...one, name: 'shortfall' as const, came: '共当选 10', asExpected: false }] : [];
    expect(shortcomingsOf({ ...sound, scenarios, disturbed: true })).toEqual([expect.stringContaining('landu shortfall: 共当选 10')]);
    expect(resultJson({ ...sound, scenarios }).scenarios).toEqual({ played: 2, asExpected: 1 });
    expect(summaryOf({ ...sound, scenarios })).toContain('✗ 澜渡镇 当选人数不足（07-20）');
  });

  test('a county report that nobody signed', () => {
    expect(shortcomingsOf({ ...sound, countyReports: 6 })).toEqual([expect.stringContaining('6 份，应为 7')]);
  });

  test('a fault that did not happen', () => {
    const pause = { kind: 'pause', engines: ['mongod'], when: { at: instantOf('2012-06-10', 9) }, ms: 20_000 } as const;
    const kill = { kind: 'kill', engines: ['temporal'], when: 'then', ms: 1_000 } as const;
    const disturbed: Findings = { ...sound, disturbed: true, load: true, faults: { wanted: 3, done: [pause, kill] } };
    expect(shortcomingsOf(disturbed)).toEqual([expect.stringContaining('3 次，发生 2 次')]);
    expect(summaryOf(disturbed)).toContain('faults 2/3：强行中断 killed 1 · 暂停 paused 1 · 满载 under load');
    expect(resultJson(disturbed)).toMatchObject({ kills: 1, load: true, faults: { kill: 1, pause: 1, killAll: 0 } });
  });

  test('a run that stands still, and one that cannot be replayed, each by its id', () => {
    const aftermath = {
      stuck: [{ workflowId: LANDU, why: 'its record is refused: newer' }],
      unreplayable: [{ workflowId: COUNTY, why: 'TimerMachine' }],
    };
    expect(shortcomingsOf({ ...sound, aftermath })).toEqual([
      expect.stringContaining(`stands still: ${LANDU}（its record is refused: newer）`),
      expect.stringContaining(`cannot be replayed: ${COUNTY}（TimerMachine）`),
    ]);
    expect(resultJson({ ...sound, aftermath })).toMatchObject({ stuck: 1, unreplayable: 1 });
  });

  test('a command that MongoDB calls recorded and no history has', () => {
    const lost = { nonce: 'z', workflowId: LANDU, status: 'recorded', sentAt: new Date(500_000) };
    const findings = with_({ commands: [...sound.measured.commands, lost] });
    expect(shortcomingsOf(findings)).toEqual([expect.stringContaining('in no history: 1（z）')]);
    expect(resultJson(findings).phantoms).toBe(1);
  });

  test('a deed that was called recorded and then refused, a difference between the stores, a page that broke', () => {
    expect(shortcomingsOf({ ...sound, contradicted: ['a'] })).toEqual([expect.stringContaining('called recorded, then refused: 1（a）')]);
    const compared = (differences: Findings['aftermath']['differences'] & {}): Findings => ({
      ...sound,
      aftermath: { stuck: [], unreplayable: [], differences },
    });
    expect(shortcomingsOf(compared([]))).toEqual([]);
    const differs = [{ workflowId: LANDU, why: 'snapshot-differs pages 164, run 164' }];
    expect(shortcomingsOf(compared(differs))).toEqual([expect.stringContaining(`differ: ${LANDU}（snapshot-differs pages 164, run 164）`)]);
    expect(resultJson(compared(differs)).differences).toBe(1);
    expect(shortcomingsOf(compared('verify: SyntaxError'))).toEqual([expect.stringContaining('SyntaxError')]);
    expect(shortcomingsOf({ ...sound, problems: ['GET / → 500'] })).toEqual(['GET / → 500']);
  });

  test('a township that is not completed, a month that is not accounted for', () => {
    const faults = shortcomingsOf({
      ...sound,
      townships: [{ id: 'landu', name: '澜渡镇', plays: 'late', answer: answer('running') }],
      monthsAsked: 3,
    });
    expect(faults).toEqual([expect.stringContaining('landu'), expect.stringContaining('2')]);
    expect(summaryOf({ ...sound, monthsAsked: 3 })).toContain('✗');
  });

  test('a month that ended before its run began is accounted for where faults kept the run from beginning', () => {
    const { state } = answer();
    const items = state.items.map((item) => (item.id === 'monthly-report/2012-07' ? { ...item, status: 'off' as const } : item));
    const townships = [{ id: 'landu', name: '澜渡镇', plays: 'straight' as const, answer: { state: { ...state, items } } }];
    expect(shortcomingsOf({ ...sound, townships, disturbed: true })).toEqual([]);
    expect(shortcomingsOf({ ...sound, townships, disturbed: false })).toEqual([expect.stringContaining('月报 1 份，应为 2')]);
  });
});

test('columns of the table are as wide as Chinese is', () => {
  expect(
    table([
      ['乡镇', '完成'],
      ['澜渡镇', '是'],
      ['a', 'b'],
    ]),
  ).toBe('乡镇    完成\n澜渡镇  是\na       b');
});
