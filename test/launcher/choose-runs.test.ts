import { describe, expect, it } from 'vitest';
import { chooseRuns } from '../../launcher/histories/choose-runs.ts';
import { type ReplayedRun, replayedRunSchema } from '../../launcher/verify/replayed-run.ts';

function run(township: string, historyLength: number, happened: readonly string[], campaign = 'lanyu-2012'): ReplayedRun {
  const clock = { kind: 'live' };
  return replayedRunSchema.parse({
    workflowId: `reorganization/${campaign}/${township}`,
    runId: 'r',
    status: 'COMPLETED',
    last: {
      historyLength,
      firstRunId: 'r',
      epoch: 0,
      step: 1,
      digest: '',
      campaign,
      county: 'lanyu',
      clock,
      township,
      state: { status: 'completed', items: [] },
      at: 0,
    },
    events: happened.map((what, sequence) => {
      const [kind, item] = what.split(' ');
      return { key: what, kind, item, sequence, recordedAt: 0 };
    }),
    messages: [],
    waitingSignals: [],
  });
}

describe('the histories worth keeping', () => {
  it('are the fewest that between them show everything that happened, the shorter of two alike', () => {
    const straight = ['stage-opened survey', 'passed survey'];
    const chosen = chooseRuns([
      run('long', 700, straight),
      run('short', 600, straight),
      run('returned', 650, [...straight, 'returned survey']),
      run('held', 660, [...straight, 'held', 'released']),
    ]);
    expect(chosen.map(({ name }) => name)).toEqual(['held', 'returned']);
    expect(chosen[1]?.shows).toEqual(['returned survey']);
    expect(chooseRuns([run('long', 700, straight), run('short', 600, straight)]).map(({ name }) => name)).toEqual(['short']);
  });

  it('count a month’s report as one stage, whichever month it is', () => {
    const chosen = chooseRuns([
      run('one', 10, ['submitted monthly-report/2012-06']),
      run('other', 20, ['submitted monthly-report/2012-07']),
    ]);
    expect(chosen.map(({ name }) => name)).toEqual(['one']);
  });

  it('are never of a run that cannot be replayed or has recorded nothing, and carry their campaign where there are several', () => {
    const { last: _last, ...empty } = run('empty', 1, []);
    const broken = { ...run('broken', 1, ['held']), failure: 'nondeterminism' };
    const chosen = chooseRuns([empty, broken, run('landu', 5, ['held']), run('landu', 6, ['returned survey'], 'lanyu-2026')]);
    expect(chosen.map(({ name }) => name)).toEqual(['lanyu-2012-landu', 'lanyu-2026-landu']);
  });
});
