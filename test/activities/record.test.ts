import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordingActivities } from '../../activities/record.ts';
import { auditRows } from '../../store/audit.ts';
import { decisions } from '../../store/decisions.ts';
import { events } from '../../store/events.ts';
import { mails } from '../../store/mails.ts';
import { notices } from '../../store/notices.ts';
import { findTownshipProgress, SnapshotAheadError } from '../../store/progress.ts';
import { stuckRuns } from '../../store/stuck-runs.ts';
import type { RecordingActivities, TownshipRecord } from '../../workflows/activity-interfaces.ts';
import { PlayedTownship } from '../support/played-township.ts';
import { addProcessPeople } from '../support/process-people.ts';
import { activityDeps, played, recordOf, vouchers } from '../support/recorded-changes.ts';
import { startTestStore, type TestStore } from '../support/running-store.ts';
import { actor, trialClock } from '../support/township.ts';
import { answer, plain, submission } from '../support/township-messages.ts';

const PC = 'township-party-committee';

let test: TestStore;
let activities: RecordingActivities;
beforeAll(async () => {
  test = await startTestStore();
  await addProcessPeople(test.store);
  activities = createRecordingActivities(activityDeps(test.store));
}, 120_000);
afterAll(() => test.stop());

/** Everything on record of a run, without the wall times at which it was written. */
async function onRecord(workflowId: string): Promise<unknown> {
  const { store } = test;
  const of = { workflowId };
  const rows = [
    await events(store).find(of).sort({ sequence: 1 }).toArray(),
    await decisions(store).find(of).sort({ nonce: 1 }).toArray(),
    await notices(store)
      .find({ _id: { $regex: `^${workflowId}#` } })
      .sort({ _id: 1 })
      .toArray(),
    await mails(store)
      .find({ _id: { $regex: `^${workflowId}#` } })
      .sort({ _id: 1 })
      .toArray(),
    await findTownshipProgress(store, workflowId),
  ];
  const times = new Set(['writtenAt', 'recordedAt', 'createdAt', 'updatedAt']);
  return JSON.parse(JSON.stringify(rows, (key, value: unknown) => (times.has(key) ? undefined : value)));
}

function nonceOf({ message }: TownshipRecord): string {
  return (message?.envelope as { nonce?: string } | undefined)?.nonce ?? '';
}

/** A run of its own for each test: begun, and its beginning on record. */
async function begun(workflowId: string): Promise<PlayedTownship> {
  const township = new PlayedTownship();
  await activities.recordTownship(recordOf({ state: township.state, events: township.events }, { workflowId, historyLength: 4 }));
  return township;
}

describe('recording', () => {
  it('twice has one effect', async () => {
    const workflowId = 'twice';
    const township = await begun(workflowId);
    const record = played(township, submission(township.state, 'survey'), { workflowId, historyLength: 12 });
    await activities.recordTownship(record);
    const once = await onRecord(workflowId);
    await activities.recordTownship(record);
    expect(await onRecord(workflowId)).toEqual(once);
    expect(await decisions(test.store).countDocuments({ workflowId })).toBe(1);
  });

  it('at two workers at one instant has one effect', async () => {
    const workflowId = 'two-workers';
    const township = await begun(workflowId);
    const record = played(township, submission(township.state, 'survey'), { workflowId, historyLength: 12 });
    await Promise.all([1, 2, 3].map(() => activities.recordTownship(record)));
    expect(await events(test.store).countDocuments({ workflowId, kind: 'submitted' })).toBe(1);
    expect((await findTownshipProgress(test.store, workflowId))?.state).toEqual(township.state);
  });

  it('never replaces a newer snapshot, nor what belongs to it', async () => {
    const workflowId = 'ahead';
    const township = await begun(workflowId);
    const older = played(township, submission(township.state, 'survey'), { workflowId, historyLength: 12 });
    await activities.recordTownship(older);
    const newer = played(township, answer(township.state, 'survey', PC), { workflowId, historyLength: 20 });
    await activities.recordTownship(newer);
    const seen = await onRecord(workflowId);
    await expect(activities.recordTownship(older)).rejects.toThrow(SnapshotAheadError);
    expect(await onRecord(workflowId)).toEqual(seen);
  });

  it('says of a run whose record is refused that it does not go on, from the first refusal on', async () => {
    const workflowId = 'refused-record';
    const township = await begun(workflowId);
    const older = played(township, submission(township.state, 'survey'), { workflowId, historyLength: 12 });
    await activities.recordTownship({ ...older, historyLength: 40 });
    const rowOf = () => stuckRuns(test.store).findOne({ _id: workflowId });
    expect(await rowOf()).toBeNull();
    await expect(activities.recordTownship(older)).rejects.toThrow(SnapshotAheadError);
    const first = await rowOf();
    const snapshotAt = (await findTownshipProgress(test.store, workflowId))?.updatedAt;
    expect(first).toMatchObject({ kind: 'pages-ahead', campaign: 'lanyu-2012', township: 'landu', detail: '40 > 12' });
    expect(first?.refused).toMatchObject({ historyLength: 12, snapshotAt });
    await expect(activities.recordTownship(older)).rejects.toThrow(SnapshotAheadError);
    expect((await rowOf())?.since).toEqual(first?.since);
  });

  it('replaces what the engine forgot: its events go, and its decision counts no more', async () => {
    const workflowId = 'forgotten';
    const township = await begun(workflowId);
    const forgotten = played(township, submission(township.state, 'survey'), { workflowId, historyLength: 12 }, false);
    await activities.recordTownship(forgotten);
    const instead = played(township, plain('hold', actor(PC)), { workflowId, historyLength: 12 });
    await activities.recordTownship(instead);
    const kept = await events(test.store).find({ workflowId }).sort({ sequence: 1 }).toArray();
    expect(kept.map((event) => event.sequence)).toEqual(kept.map((_, index) => index + 1));
    expect(kept.map((event) => event.kind)).not.toContain('submitted');
    expect(kept.at(-1)?.kind).toBe('held');
    const state = (await findTownshipProgress(test.store, workflowId))?.state;
    expect(state).toEqual(township.state);
    expect(Object.keys(state?.receipts ?? {})).toEqual([nonceOf(instead)]);
  });

  it('takes the record of a new run in place of an old one’s, however short its history', async () => {
    const workflowId = 'reset';
    const township = await begun(workflowId);
    await activities.recordTownship(played(township, submission(township.state, 'survey'), { workflowId, historyLength: 400 }));
    const again = new PlayedTownship();
    await activities.recordTownship(
      recordOf({ state: again.state, events: again.events }, { workflowId, runId: 'run-2', historyLength: 4 }),
    );
    expect(await findTownshipProgress(test.store, workflowId)).toMatchObject({ runId: 'run-2', historyLength: 4 });
    expect(await events(test.store).countDocuments({ workflowId })).toBe(again.events.length);
  });

  it('writes all of it or nothing', async () => {
    const workflowId = 'nothing';
    const township = await begun(workflowId);
    const before = await onRecord(workflowId);
    const record = played(township, submission(township.state, 'survey'), { workflowId, historyLength: 12 });
    const first = record.events[0];
    if (!first) throw new Error('a submission is an event');
    // The second event's key is on record already, further back: writing it fails after the snapshot was written.
    const broken: TownshipRecord = { ...record, events: [first, { ...first, key: 'enrolled', sequence: first.sequence + 1 }] };
    await expect(activities.recordTownship(broken)).rejects.toThrow(/duplicate key/);
    expect(await onRecord(workflowId)).toEqual(before);
  });

  it('refuses, for good, what was not vouched for, and audits it', async () => {
    const workflowId = 'unvouched';
    const township = await begun(workflowId);
    const before = await onRecord(workflowId);
    const record = played(township, submission(township.state, 'survey'), { workflowId, historyLength: 12 });
    const { message } = record;
    if (!message) throw new Error('there is a message');
    const envelope = { ...(message.envelope as object), actor: actor('county-league') };
    for (const forged of [
      { ...message, voucher: 'test.AAAA' },
      { ...message, envelope },
      { ...message, name: 'decide' },
    ]) {
      const failed = await activities.recordTownship({ ...record, message: forged }).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(ApplicationFailure);
      expect(failed).toMatchObject({ type: 'VOUCHER_REFUSED', nonRetryable: true });
    }
    expect(await onRecord(workflowId)).toEqual(before);
    expect(await auditRows(test.store).countDocuments({ target: workflowId, code: 'VOUCHER_REFUSED' })).toBe(3);
  });

  it('knows when a timer’s event was wanted, and when it was written', async () => {
    const workflowId = 'late-timers';
    const township = new PlayedTownship();
    const clock = trialClock(Date.now(), 1_000);
    township.until('2012-06-14', 9);
    await activities.recordTownship(recordOf({ state: township.state, events: township.events }, { workflowId, historyLength: 9, clock }));
    const overdue = await events(test.store).findOne({ workflowId, kind: 'overdue', item: 'survey' });
    if (clock.kind !== 'trial') throw new Error('a trial');
    expect(overdue?.wantedAt?.getTime()).toBe(clock.wallStart + Math.ceil(13.375 * 1_000));
    expect((await events(test.store).findOne({ workflowId, kind: 'enrolled' }))?.wantedAt).toBeUndefined();
  });
});

describe('a refused signal', () => {
  it('told twice is told once to its sender', async () => {
    const workflowId = 'refused';
    const township = await begun(workflowId);
    const { name, envelope } = submission(township.state, 'survey', { round: 9 });
    const refused = {
      workflowId,
      runId: 'run-1',
      historyLength: 12,
      campaign: 'lanyu-2012',
      county: 'lanyu',
      clock: { kind: 'live' as const },
      township: 'landu',
      name,
      code: 'STALE_ROUND',
      details: { round: 1 },
      vouched: { envelope, voucher: vouchers.sign({ name, envelope, workflowId }) },
    };
    await activities.recordRefusal(refused);
    await activities.recordRefusal(refused);
    const inbox = { person: envelope.actor.account, kind: 'message-refused', _id: { $regex: `^${workflowId}#` } };
    expect(await notices(test.store).countDocuments(inbox)).toBe(1);
  });

  it('that nobody vouched for tells nobody', async () => {
    const before = await notices(test.store).countDocuments();
    const about = { workflowId: 'x', runId: 'r', historyLength: 1, campaign: 'c', county: 'lanyu', clock: { kind: 'live' as const } };
    const envelope = { nonce: 'n'.repeat(20), actor: actor('township-league') };
    for (const vouched of [undefined, null, 7, {}, { envelope: {} }, { envelope, voucher: 'test.AAAA' }]) {
      await activities.recordRefusal({ ...about, name: 'submit', code: 'MESSAGE_MALFORMED', details: {}, vouched });
    }
    expect(await notices(test.store).countDocuments()).toBe(before);
    expect(await auditRows(test.store).countDocuments({ target: 'x' })).toBe(6);
  });
});
