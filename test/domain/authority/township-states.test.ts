import { describe, expect, it } from 'vitest';
import type { TownshipMessage } from '../../../domain/state/messages.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor } from '../../support/township.ts';
import { answer, plain, report, submission } from '../../support/township-messages.ts';

const [PC, CL, OD] = ['township-party-committee', 'county-league', 'organization-department'] as const;

/** What each message meets in each state of the run, sent by somebody who may. */
const STATES = {
  open: (played: PlayedTownship) => played,
  submitted: (played: PlayedTownship) => {
    played.submit('survey');
    return played;
  },
  passed: (played: PlayedTownship) => played.pass('survey'),
  held: (played: PlayedTownship) => {
    played.submit('survey');
    played.send(plain('hold', actor(PC)));
    return played;
  },
  closed: (played: PlayedTownship) => {
    played.send(plain('close', actor(CL)));
    return played;
  },
} as const;

describe('authority × state of the run', () => {
  const messages: readonly (readonly [what: string, make: (played: PlayedTownship) => TownshipMessage])[] = [
    ['submit the open stage', ({ state }) => submission(state, 'survey')],
    ['submit a stage that waits', ({ state }) => submission(state, 'inspection', { round: 1 })],
    ['submit an old round', ({ state }) => submission(state, 'survey', { round: 7 })],
    ['decide', ({ state }) => answer(state, 'survey', PC)],
    ['decide another revision', ({ state }) => answer(state, 'survey', PC, { digest: 'a'.repeat(64) })],
    ['decide another round', ({ state }) => answer(state, 'survey', PC, { round: 7 })],
    ['decide with a receipt', ({ state }) => answer(state, 'survey', PC, { verdict: 'receipt' })],
    ['return without a reason', ({ state }) => answer(state, 'survey', PC, { verdict: 'return', reason: false })],
    ['report', ({ state }) => submission(state, report('2012-06'))],
    ['report a month that is not asked for', ({ state }) => otherMonth(submission(state, report('2012-06')))],
    ['extend', () => plain('extend', actor(CL), { item: 'survey', round: 1, due: '2012-06-20' })],
    ['extend to an earlier day', () => plain('extend', actor(CL), { item: 'survey', round: 1, due: '2012-06-02' })],
    ['hold', () => plain('hold', actor(OD))],
    ['hold until yesterday', () => plain('hold', actor(OD), { reviewOn: '2012-05-31' })],
    ['release', () => plain('release', actor(OD))],
    ['close', () => plain('close', actor(CL))],
  ];
  const table: Readonly<Record<string, readonly (string | undefined)[]>> = {
    //                              open                submitted             passed                held                  closed
    'submit the open stage': [undefined, 'ALREADY_SUBMITTED', 'ALREADY_SUBMITTED', 'ALREADY_SUBMITTED', 'CLOSED'],
    'submit a stage that waits': ['NOT_OPEN', 'NOT_OPEN', 'NOT_OPEN', 'NOT_OPEN', 'CLOSED'],
    'submit an old round': ['STALE_ROUND', 'STALE_ROUND', 'STALE_ROUND', 'STALE_ROUND', 'CLOSED'],
    decide: ['NOT_SUBMITTED', undefined, 'ALREADY_ANSWERED', 'HELD', 'CLOSED'],
    'decide another revision': ['NOT_SUBMITTED', 'STALE_REVISION', 'STALE_REVISION', 'HELD', 'CLOSED'],
    'decide another round': ['STALE_ROUND', 'STALE_ROUND', 'STALE_ROUND', 'HELD', 'CLOSED'],
    'decide with a receipt': ['NOT_SUBMITTED', 'MESSAGE_MALFORMED', 'ALREADY_ANSWERED', 'HELD', 'CLOSED'],
    'return without a reason': ['NOT_SUBMITTED', 'REASON_MISSING', 'ALREADY_ANSWERED', 'HELD', 'CLOSED'],
    report: [undefined, undefined, undefined, undefined, 'CLOSED'],
    'report a month that is not asked for': ['NO_SUCH_ITEM', 'NO_SUCH_ITEM', 'NO_SUCH_ITEM', 'NO_SUCH_ITEM', 'CLOSED'],
    extend: [undefined, 'NOT_OPEN', 'NOT_OPEN', 'NOT_OPEN', 'CLOSED'],
    'extend to an earlier day': ['DUE_DATE_NOT_LATER', 'NOT_OPEN', 'NOT_OPEN', 'NOT_OPEN', 'CLOSED'],
    hold: [undefined, undefined, undefined, 'ALREADY_HELD', 'CLOSED'],
    'hold until yesterday': ['REVIEW_DATE_WRONG', 'REVIEW_DATE_WRONG', 'REVIEW_DATE_WRONG', 'ALREADY_HELD', 'CLOSED'],
    release: ['NOT_HELD', 'NOT_HELD', 'NOT_HELD', undefined, 'CLOSED'],
    close: [undefined, undefined, undefined, undefined, 'CLOSED'],
  };

  it.each(Object.keys(table))('%s', (what) => {
    const make = messages.find(([name]) => name === what)?.[1];
    const codes = Object.values(STATES).map((reach) => {
      const played = reach(new PlayedTownship());
      const before = structuredClone(played.state);
      const code = make && played.process.refusalOf(make(played), played.now)?.code;
      expect(played.state).toEqual(before);
      return code;
    });
    expect(codes).toEqual(table[what]);
  });

  it('answers a nonce it has answered with the same receipt, in every state', () => {
    const played = new PlayedTownship();
    const message = submission(played.state, 'survey');
    const receipt = played.send(message);
    played.send(plain('close', actor(CL)));
    expect(played.process.refusalOf(message, played.now)).toBeUndefined();
    expect(played.process.answered(message.envelope.nonce)).toEqual(receipt);
  });
});

function otherMonth(message: TownshipMessage): TownshipMessage {
  return message.name === 'report' ? { name: 'report', envelope: { ...message.envelope, month: '2012-05' } } : message;
}
