import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordingActivities } from '../../activities/record.ts';
import { recordDigest } from '../../activities/write-record.ts';
import type { Actor } from '../../domain/roles.ts';
import { auditRows } from '../../store/audit.ts';
import { commandLog } from '../../store/command-log.ts';
import { beginCommand, type Command, commands, confirmCommand, findCommand } from '../../store/commands.ts';
import { events } from '../../store/events.ts';
import { mails } from '../../store/mails.ts';
import { notices } from '../../store/notices.ts';
import { findTownshipProgress } from '../../store/progress.ts';
import { START } from '../../store/vouchers.ts';
import type { RecordingActivities, TownshipRecord } from '../../workflows/activity-interfaces.ts';
import { PlayedTownship } from '../support/played-township.ts';
import { addProcessPeople } from '../support/process-people.ts';
import { activityDeps, after, played, recordOf, vouchers } from '../support/recorded-changes.ts';
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
});
afterAll(() => test.stop());

/** Everything on record of a run, without the wall times at which it was written. */
async function onRecord(workflowId: string): Promise<unknown> {
  const { store } = test;
  const of = { workflowId };
  const rows = [
    await events(store).find(of).sort({ sequence: 1 }).toArray(),
    await commandLog(store).find(of).sort({ nonce: 1 }).toArray(),
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

function commandOf({ workflowId, campaign, message }: TownshipRecord): Command {
  const { nonce, actor: by } = (message?.envelope ?? {}) as { nonce: string; actor: Actor };
  return { _id: nonce, workflowId, campaign, message: message?.name ?? '', actor: by, reference: '', status: 'sent', sentAt: new Date() };
}

interface Begun {
  readonly township: PlayedTownship;
  /** Its first record. */
  readonly first: TownshipRecord;
}

/** A run of its own for each test: begun, and its beginning on record. */
async function begun(workflowId: string): Promise<Begun> {
  const township = new PlayedTownship();
  const first = recordOf({ state: township.state, events: township.events }, { workflowId });
  await activities.recordTownship(first);
  return { township, first };
}

const digestOf = async (workflowId: string) => (await findTownshipProgress(test.store, workflowId))?.digest;

describe('recording', () => {
  it('twice has one effect', async () => {
    const workflowId = 'twice';
    const { township, first } = await begun(workflowId);
    const record = played(township, submission(township.state, 'survey'), after(first));
    await activities.recordTownship(record);
    const once = await onRecord(workflowId);
    await activities.recordTownship(record);
    expect(await onRecord(workflowId)).toEqual(once);
    expect(await commandLog(test.store).countDocuments({ workflowId })).toBe(1);
  });

  it('at two workers at one instant has one effect', async () => {
    const workflowId = 'two-workers';
    const { township, first } = await begun(workflowId);
    const record = played(township, submission(township.state, 'survey'), after(first));
    await Promise.all([1, 2, 3].map(() => activities.recordTownship(record)));
    expect(await events(test.store).countDocuments({ workflowId, kind: 'submitted' })).toBe(1);
    expect((await findTownshipProgress(test.store, workflowId))?.state).toEqual(township.state);
  });

  it('of a step that is over has no effect, neither the fast way nor the sure way', async () => {
    const workflowId = 'over';
    const { township, first } = await begun(workflowId);
    const older = played(township, submission(township.state, 'survey'), after(first));
    await activities.recordTownship(older);
    const newer = played(township, answer(township.state, 'survey', PC), { ...after(older), durable: 2 });
    await activities.recordTownship(newer);
    const seen = await onRecord(workflowId);
    await expect(activities.recordTownship(older)).rejects.toMatchObject({ type: 'RECORD_CONFLICT', nonRetryable: true });
    const sure = { ...older, sure: true, epoch: 1 };
    await expect(activities.recordTownship(sure)).rejects.toMatchObject({ type: 'PAGES_AHEAD', nonRetryable: false });
    expect(await onRecord(workflowId)).toEqual(seen);
  });

  it('leaves what a lost step wrote in its place to the sure way, which replaces it: events, decision, notices, command', async () => {
    const workflowId = 'forgotten';
    const { township, first } = await begun(workflowId);
    const lost = played(township, submission(township.state, 'survey'), after(first), false);
    await beginCommand(test.store, commandOf(lost));
    await activities.recordTownship(lost);
    expect(await findCommand(test.store, nonceOf(lost))).toMatchObject({ status: 'recorded' });
    const instead = played(township, plain('hold', actor(PC)), after(first));
    await expect(activities.recordTownship(instead)).rejects.toMatchObject({ type: 'RECORD_CONFLICT' });
    await activities.recordTownship({ ...instead, sure: true, epoch: 1 });
    const kept = await events(test.store).find({ workflowId }).sort({ sequence: 1 }).toArray();
    expect(kept.map((event) => event.sequence)).toEqual(kept.map((_, index) => index + 1));
    expect(kept.map((event) => event.kind)).not.toContain('submitted');
    expect(kept.at(-1)?.kind).toBe('held');
    const state = (await findTownshipProgress(test.store, workflowId))?.state;
    expect(state).toEqual(township.state);
    expect(Object.keys(state?.receipts ?? {})).toEqual([nonceOf(instead)]);
    expect(await commandLog(test.store).countDocuments({ workflowId, nonce: nonceOf(lost) })).toBe(0);
    expect(await notices(test.store).countDocuments({ _id: { $regex: `^${workflowId}#submitted` } })).toBe(0);
    const command = await findCommand(test.store, nonceOf(lost));
    expect(command).toMatchObject({ status: 'sent', handedOver: true });
    expect(command?.receipt).toBeUndefined();
  });

  it('goes on where several steps of a lost task went further than the run, and knows its way from there', async () => {
    const workflowId = 'lost-further';
    const { township, first } = await begun(workflowId);
    const lost = new PlayedTownship();
    const one = played(lost, submission(lost.state, 'survey'), after(first));
    const two = played(lost, answer(lost.state, 'survey', PC), after(one));
    for (const record of [one, two]) await activities.recordTownship({ ...record, durable: 1 });
    const instead = { ...played(township, plain('hold', actor(PC)), after(first)), sure: true, epoch: 1, durable: 1 };
    await activities.recordTownship(instead);
    await activities.recordTownship(instead);
    const next = played(township, plain('release', actor(PC)), after(instead));
    await activities.recordTownship(next);
    expect((await findTownshipProgress(test.store, workflowId))?.state).toEqual(township.state);
    // The lost task is still there, and writes what came next in it.
    await expect(activities.recordTownship(two)).rejects.toMatchObject({ type: 'RECORD_CONFLICT' });
    expect(await digestOf(workflowId)).toBe(recordDigest(next));
  });

  it('refuses, until the pages are repaired, to replace what only a later state can have written', async () => {
    const workflowId = 'restored';
    const { township, first } = await begun(workflowId);
    const lost = new PlayedTownship();
    const one = played(lost, submission(lost.state, 'survey'), after(first));
    await beginCommand(test.store, commandOf(one));
    await activities.recordTownship({ ...one, durable: 1 });
    await confirmCommand(test.store, nonceOf(one), one.message!.receipt, new Date());
    const instead = { ...played(township, plain('hold', actor(PC)), after(first)), sure: true, epoch: 1, durable: 1 };
    // The run has told the sender that it took effect: Temporal's data is older than that.
    await expect(activities.recordTownship(instead)).rejects.toMatchObject({ type: 'PAGES_AHEAD', nonRetryable: false });
    await commands(test.store).updateOne({ _id: nonceOf(one) }, { $unset: { confirmedAt: '' } });
    await activities.recordTownship(instead);
    expect((await findTownshipProgress(test.store, workflowId))?.state).toEqual(township.state);
  });

  it('takes the record of a reset run in place of the one before the reset, which writes nothing any more', async () => {
    const workflowId = 'reset';
    const { township, first } = await begun(workflowId);
    const before = played(township, submission(township.state, 'survey'), after(first));
    await activities.recordTownship(before);
    const again = new PlayedTownship();
    const record = recordOf({ state: again.state, events: again.events }, { workflowId, runId: 'run-2' });
    await expect(activities.recordTownship(record)).rejects.toMatchObject({ type: 'RECORD_CONFLICT' });
    const sure = { ...record, sure: true, epoch: 1 };
    await activities.recordTownship(sure);
    expect(await findTownshipProgress(test.store, workflowId)).toMatchObject({ runId: 'run-2', step: 1, replaced: ['run-1'] });
    expect(await events(test.store).countDocuments({ workflowId })).toBe(again.events.length);
    await activities.recordTownship(played(again, submission(again.state, 'survey'), after(sure)));
    expect(await findTownshipProgress(test.store, workflowId)).toMatchObject({ step: 2, replaced: ['run-1'] });
    const late = { ...before, sure: true, epoch: 7 };
    await expect(activities.recordTownship(late)).rejects.toMatchObject({ type: 'RUN_FOREIGN', nonRetryable: true });
  });

  it('refuses, for good, a run that was started anew under the id of another', async () => {
    const workflowId = 'forged';
    const { township, first } = await begun(workflowId);
    const seen = await onRecord(workflowId);
    const forged = { ...first, runId: 'run-9', firstRunId: 'run-9' };
    for (const sure of [false, true]) {
      const failed = activities.recordTownship({ ...forged, sure, epoch: sure ? 1 : 0 });
      await expect(failed).rejects.toMatchObject({ type: 'RUN_FOREIGN', nonRetryable: true });
    }
    expect(await onRecord(workflowId)).toEqual(seen);
    await activities.recordTownship(played(township, submission(township.state, 'survey'), after(first)));
  });

  it('refuses, for good, a run whose start nobody vouched for', async () => {
    const input = { campaign: 'lanyu-2012', clock: 'shifted' };
    const start = (workflowId: string, vouched: unknown) => ({
      input,
      voucher: vouchers.sign({ name: START, workflowId, envelope: vouched }),
    });
    const beginning = (workflowId: string, vouched: unknown) => {
      const township = new PlayedTownship();
      return { ...recordOf({ state: township.state, events: township.events }, { workflowId }), start: start(workflowId, vouched) };
    };
    const forged = activities.recordTownship(beginning('unvouched-start', { ...input, clock: 'right' }));
    await expect(forged).rejects.toMatchObject({ type: 'VOUCHER_REFUSED', nonRetryable: true });
    expect(await findTownshipProgress(test.store, 'unvouched-start')).toBeUndefined();
    expect(await auditRows(test.store).countDocuments({ target: 'unvouched-start', code: 'VOUCHER_REFUSED' })).toBe(1);
    await activities.recordTownship(beginning('vouched-start', input));
  });

  it('writes all of it or nothing', async () => {
    const workflowId = 'nothing';
    const { township, first } = await begun(workflowId);
    const before = await onRecord(workflowId);
    const record = played(township, submission(township.state, 'survey'), after(first));
    const submitted = record.events[0];
    if (!submitted) throw new Error('a submission is an event');
    // The second event's key is on record already, further back: writing it fails after the snapshot was written.
    const broken: TownshipRecord = { ...record, events: [submitted, { ...submitted, key: 'enrolled', sequence: submitted.sequence + 1 }] };
    await expect(activities.recordTownship(broken)).rejects.toThrow(/duplicate key/);
    expect(await onRecord(workflowId)).toEqual(before);
  });

  it('refuses, for good, what was not vouched for, and audits it', async () => {
    const workflowId = 'unvouched';
    const { township, first } = await begun(workflowId);
    const before = await onRecord(workflowId);
    const record = played(township, submission(township.state, 'survey'), after(first));
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
    await activities.recordTownship(recordOf({ state: township.state, events: township.events }, { workflowId, clock }));
    const overdue = await events(test.store).findOne({ workflowId, kind: 'overdue', item: 'survey' });
    if (clock.kind !== 'trial') throw new Error('a trial');
    expect(overdue?.wantedAt?.getTime()).toBe(clock.wallStart + Math.ceil(13.375 * 1_000));
    expect((await events(test.store).findOne({ workflowId, kind: 'enrolled' }))?.wantedAt).toBeUndefined();
  });
});

describe('a refused signal', () => {
  it('told twice is told once to its sender', async () => {
    const workflowId = 'refused';
    const { township } = await begun(workflowId);
    const { name, envelope } = submission(township.state, 'survey', { round: 9 });
    const refused = {
      workflowId,
      runId: 'run-1',
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
    const about = { workflowId: 'x', runId: 'r', campaign: 'c', county: 'lanyu', clock: { kind: 'live' as const } };
    const envelope = { nonce: 'n'.repeat(20), actor: actor('township-league') };
    for (const vouched of [undefined, null, 7, {}, { envelope: {} }, { envelope, voucher: 'test.AAAA' }]) {
      await activities.recordRefusal({ ...about, name: 'submit', code: 'MESSAGE_MALFORMED', details: {}, vouched });
    }
    expect(await notices(test.store).countDocuments()).toBe(before);
    expect(await auditRows(test.store).countDocuments({ target: 'x' })).toBe(6);
  });
});
