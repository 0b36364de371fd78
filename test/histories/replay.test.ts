import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { STAGE_IDS } from '../../domain/stages/stages.ts';
import { keptDigests } from '../../launcher/histories/history-digests.ts';
import { historyNames, readHistory } from '../../launcher/histories/history-files.ts';
import { ensureBundle } from '../../worker/build-bundle.ts';
import { exampleCounty } from '../support/example-county.ts';
import { found, type History, textsOfHistory } from '../support/history.ts';
import { sampleDossier } from '../support/passing-counts.ts';
import { digestsOf } from '../support/replayed-histories.ts';
import { HISTORIES, idOf } from '../support/recorded-histories.ts';
import { quietRuntime } from '../support/running-worker.ts';

/**
 * Runs that are under way must go on after an upgrade: the workflows of today replay what those of the day of the
 * recording did (test/support/record-histories.ts). A failure here means that running townships would stand still.
 */

const ENDED = ['straight', 'late', 'returned', 'held', 'unusual', 'member-report-last', 'county', 'past-record'];
const OPEN = STAGE_IDS.map((id) => `open-at-${id}`);

let bundle: string;
beforeAll(async () => {
  quietRuntime();
  bundle = await ensureBundle(path.join(tmpdir(), 'league-reorg-test-bundles'));
});

/** What came of replaying each history, by name; they are replayed one after the other. */
async function replay(histories: Iterable<readonly [name: string, history: History]>): Promise<Map<string, Error | undefined>> {
  const named = [...histories];
  const runs = named.map(([name, history]) => ({ workflowId: idOf(name, history), history }));
  const results = new Map<string, Error | undefined>();
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: { codePath: bundle } }, runs)) {
    results.set(named[results.size]?.[0] ?? '', error);
  }
  return results;
}

/** What the runs of these histories have recorded in their lives. */
async function replayed(names: readonly string[], histories: readonly History[]): Promise<unknown[]> {
  const codePath = await ensureBundle(path.join(tmpdir(), 'league-reorg-test-bundles'), 'replay');
  const told: unknown[] = [];
  const take = (_info: unknown, activity: string, record: string) => void told.push([activity, JSON.parse(record)]);
  const options = { workflowBundle: { codePath }, sinks: { replay: { told: { fn: take, callDuringReplay: true } } } };
  for (const [at, history] of histories.entries()) await Worker.runReplayHistory(options, history, idOf(names[at] ?? '', history));
  return told;
}

describe('recorded histories', () => {
  it('are there: of every ending, and of a run open at each stage', async () => {
    expect(await historyNames(HISTORIES)).toEqual(expect.arrayContaining([...ENDED, ...OPEN]));
    const sizes = (await historyNames(HISTORIES)).map((name) => statSync(path.join(HISTORIES, `${name}.pb.gz`)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2 * 1024 * 1024);
  });

  it('replay with the workflows of today', { timeout: 300_000 }, async () => {
    const names = await historyNames(HISTORIES);
    const histories = await Promise.all(names.map(async (name) => [name, await readHistory(name, HISTORIES)] as const));
    expect(await replay(histories)).toEqual(new Map(names.map((name) => [name, undefined])));
  });

  it('come to the state, the events and the receipts they came to when they were recorded', { timeout: 300_000 }, async () => {
    const codePath = await ensureBundle(path.join(tmpdir(), 'league-reorg-test-bundles'), 'replay');
    expect(await digestsOf(codePath)).toEqual(await keptDigests(HISTORIES));
  });

  it('tell the same of themselves, whatever instant the engine has written for a task that handed over a message', async () => {
    const names = ['returned', 'county', 'held'];
    const histories = await Promise.all(names.map((name) => readHistory(name, HISTORIES)));
    const told = await replayed(names, histories);
    expect(told.length).toBeGreaterThan(100);
    let moved = 0;
    for (const { events } of histories) {
      for (const [at, event] of (events ?? []).entries()) {
        // Of such a task nothing but the message was the cause: no timer, no activity, not the beginning.
        const before = events?.[at - 2];
        const caused =
          before?.timerFiredEventAttributes ??
          before?.activityTaskCompletedEventAttributes ??
          before?.childWorkflowExecutionStartedEventAttributes ??
          before?.workflowExecutionStartedEventAttributes;
        const update = events?.[at + 2]?.workflowExecutionUpdateAcceptedEventAttributes;
        if (event.workflowTaskStartedEventAttributes && update && !caused) {
          event.eventTime = { ...event.eventTime, seconds: event.eventTime?.seconds?.add(97) ?? null };
          moved += 1;
        }
      }
    }
    expect(moved).toBeGreaterThan(30);
    expect(await replayed(names, histories)).toEqual(told);
  });

  it('hold no person of the example county and no name of a dossier', async () => {
    const { people } = exampleCounty();
    const candidates = sampleDossier('nomination')['nominees'] as readonly { readonly name: string }[];
    const words = [...people.flatMap((one) => [one.name, one.email, one.telephone ?? '']), ...candidates.map((one) => one.name)];
    for (const name of await historyNames(HISTORIES)) {
      const texts = textsOfHistory(await readHistory(name, HISTORIES));
      expect(found(['lanyu'], texts)).toEqual(['lanyu']);
      expect([name, found(words, texts)]).toEqual([name, []]);
    }
  });
});

describe('a history that these workflows would not have made', () => {
  /** The straight run, changed in one place. */
  async function changed(change: (events: NonNullable<History['events']>) => unknown): Promise<Error | undefined> {
    const history = await readHistory('straight', HISTORIES);
    change(history.events ?? []);
    return (await replay([['changed', history]])).get('changed');
  }

  it.each([
    [
      'another activity recorded a step',
      (events: NonNullable<History['events']>) => {
        const marker = events.find((event) => event.markerRecordedEventAttributes)?.markerRecordedEventAttributes;
        const data = marker?.details?.['data']?.payloads?.[0];
        if (data)
          data.data = Buffer.from(
            Buffer.from(data.data ?? [])
              .toString('utf8')
              .replace('recordTownship', 'recordVillage'),
          );
      },
    ],
    [
      'a timer stood where a run’s standing was shown',
      (events: NonNullable<History['events']>) => {
        const event = events.find((one) => one.upsertWorkflowSearchAttributesEventAttributes);
        const task = event?.upsertWorkflowSearchAttributesEventAttributes?.workflowTaskCompletedEventId;
        if (!event || !task) throw new Error('a run shows its standing');
        event.upsertWorkflowSearchAttributesEventAttributes = null;
        event.timerStartedEventAttributes = { timerId: '1', startToFireTimeout: { seconds: task }, workflowTaskCompletedEventId: task };
        event.eventType = proto.temporal.api.enums.v1.EventType.EVENT_TYPE_TIMER_STARTED;
      },
    ],
  ])('fails: %s', async (_what, change) => {
    expect(await changed(() => undefined)).toBeUndefined();
    expect(await changed(change)).toMatchObject({ name: 'DeterminismViolationError' });
  });
});
