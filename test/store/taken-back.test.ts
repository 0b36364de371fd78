import { describe, expect, it } from 'vitest';
import type { LoggedCommand } from '../../store/command-log.ts';
import { followUp, isOpen, type TakenBack } from '../../store/taken-back.ts';

const clerk = { account: 'clerk', role: 'township-league', unit: 'lanyu/landu' } as const;
const colleague = { ...clerk, account: 'colleague' };
const repairedAt = new Date('2026-11-26T10:00:00Z');
const later = new Date('2026-11-26T11:00:00Z');

const lost = (nonce: string, round: number, more: Partial<TakenBack> = {}): TakenBack => ({
  _id: `run#${nonce}`,
  workflowId: 'run',
  campaign: 'lanyu-2012',
  township: 'landu',
  nonce,
  reference: nonce.toUpperCase(),
  message: 'submit',
  item: 'survey',
  round,
  actor: clerk,
  was: 'recorded',
  sentAt: new Date('2026-11-25T10:00:00Z'),
  takenBackAt: repairedAt,
  repair: repairedAt.toISOString(),
  ...more,
});

const decided = (nonce: string, envelope: object, more: Partial<LoggedCommand> = {}): LoggedCommand => ({
  _id: `run#${nonce}`,
  workflowId: 'run',
  campaign: 'lanyu-2012',
  township: 'landu',
  message: 'submit',
  envelope: { nonce, actor: colleague, item: 'survey', ...envelope },
  nonce,
  account: 'colleague',
  receipt: { reference: nonce, at: 0, late: false },
  step: 1,
  recordedAt: later,
  ...more,
});

const again = (rows: readonly TakenBack[], since: readonly LoggedCommand[]) =>
  followUp(rows, since).map((row) => [row.nonce, row.enteredAgain, isOpen(row)]);

describe('a command that was taken back', () => {
  it('is followed up by the command of its body on the same thing, the same round first, and each by one of its own', () => {
    const rows = [lost('a', 1), lost('b', 2)];
    expect(again(rows, [decided('n', { round: 2 })])).toEqual([
      ['a', undefined, true],
      ['b', 'n', false],
    ]);
    expect(again(rows, [decided('n', { round: 2 }), decided('m', { round: 3 })])).toEqual([
      ['a', 'm', false],
      ['b', 'n', false],
    ]);
  });

  it.each([
    ['another item', decided('n', { round: 1, item: 'publicity' })],
    ['another body', decided('n', { round: 1, actor: { ...clerk, role: 'township-party-committee' } })],
    ['another message', decided('n', { round: 1 }, { message: 'decide' })],
    ['another run', decided('n', { round: 1 }, { workflowId: 'other' })],
    ['what was recorded before', decided('n', { round: 1 }, { recordedAt: new Date('2026-11-26T09:00:00Z') })],
  ])('is not followed up by %s', (_name, decision) => {
    expect(again([lost('a', 1)], [decision])).toEqual([['a', undefined, true]]);
  });

  it('is open no more once it was waived', () => {
    expect(isOpen(lost('a', 1, { waived: { account: 'staff', reason: '已办结', at: later } }))).toBe(false);
  });
});
