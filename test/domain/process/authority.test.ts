import { describe, expect, it } from 'vitest';
import { answeringBodies, authorize } from '../../../domain/process/authority.ts';
import type { ItemId } from '../../../domain/process/items.ts';
import type { TownshipMessage } from '../../../domain/process/messages.ts';
import { STAGE_IDS } from '../../../domain/process/stages.ts';
import { type Role, roleSchema } from '../../../domain/roles.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor, COUNTY, TOWNSHIP } from '../../support/township.ts';
import { answer, plain, report, submission } from '../../support/township-messages.ts';

const [TL, PC, CL, OD] = ['township-league', 'township-party-committee', 'county-league', 'organization-department'] as const;

/** Who may submit and who may answer, once more and by hand: the code must agree with it. */
const MAY: Readonly<Record<string, { readonly submit: readonly Role[]; readonly decide: readonly Role[] }>> = {
  'working-body': { submit: [PC], decide: [CL] },
  survey: { submit: [TL], decide: [PC] },
  'implementation-plan': { submit: [TL], decide: [PC, CL] },
  'post-design': { submit: [TL], decide: [PC, OD] },
  publicity: { submit: [TL], decide: [CL] },
  recommendation: { submit: [TL], decide: [] },
  nomination: { submit: [TL], decide: [PC] },
  'formal-candidates': { submit: [PC], decide: [CL] },
  'member-election': { submit: [TL], decide: [PC] },
  'member-report': { submit: [TL], decide: [PC, CL] },
  'leadership-election': { submit: [TL], decide: [PC] },
  'leadership-report': { submit: [TL], decide: [PC, CL] },
  'organization-study': { submit: [PC], decide: [OD] },
  inspection: { submit: [PC], decide: [OD] },
  'public-notice': { submit: [PC], decide: [] },
  appointment: { submit: [PC], decide: [CL] },
  mechanisms: { submit: [TL], decide: [CL] },
  functions: { submit: [TL], decide: [CL] },
  summary: { submit: [TL], decide: [CL] },
  'monthly-report/2012-06': { submit: [TL], decide: [CL] },
};
const ITEMS = Object.keys(MAY) as ItemId[];
const OTHERS: Readonly<Record<'extend' | 'close' | 'hold', readonly Role[]>> = { extend: [CL], close: [CL], hold: [PC, OD] };

const ROLES = roleSchema.options;
const OWN_UNIT: Readonly<Record<Role, string>> = {
  [TL]: `${COUNTY}/${TOWNSHIP}`,
  [PC]: `${COUNTY}/${TOWNSHIP}`,
  [CL]: COUNTY,
  [OD]: COUNTY,
  auditor: COUNTY,
  administrator: COUNTY,
};
const UNITS = [`${COUNTY}/${TOWNSHIP}`, `${COUNTY}/shiyu`, COUNTY, 'elsewhere', `elsewhere/${TOWNSHIP}`, `${COUNTY}/${TOWNSHIP}/`, '*', ''];

const begun = new PlayedTownship().state;

/** What the actor is told before anything else is looked at. */
function expected(role: Role, unit: string, may: readonly Role[]): string | undefined {
  if (unit !== OWN_UNIT[role]) return 'WRONG_UNIT';
  return may.includes(role) ? undefined : 'NOT_AUTHORIZED';
}

function everyMessage(by: ReturnType<typeof actor>): (readonly [message: TownshipMessage, may: readonly Role[], what: string])[] {
  const items = ITEMS.flatMap((id) => [
    [submission(begun, id, { by, counts: {} }), MAY[id]?.submit ?? [], `submit ${id}`] as const,
    [answer(begun, id, PC, { by }), MAY[id]?.decide ?? [], `decide ${id}`] as const,
  ]);
  const others = (['extend', 'close', 'hold'] as const).map((name) => [plain(name, by), OTHERS[name], name] as const);
  return [...items, ...others];
}

describe('authority: message × role × unit', () => {
  it('has a row for every stage', () => {
    expect(ITEMS.filter((id) => !id.startsWith('monthly-report/'))).toEqual([...STAGE_IDS]);
  });

  it.each(ROLES.flatMap((role) => UNITS.map((unit) => [role, unit] as const)))('a %s of “%s”', (role, unit) => {
    const by = { ...actor(role), unit };
    for (const [message, may, what] of everyMessage(by)) {
      expect([what, authorize(message, { county: COUNTY, township: TOWNSHIP, state: begun })]).toEqual([what, expected(role, unit, may)]);
    }
  });

  it('lets auditors and administrators send nothing at all', () => {
    for (const role of ['auditor', 'administrator'] as const) {
      for (const unit of UNITS) {
        for (const [message] of everyMessage({ ...actor(role), unit })) {
          expect(authorize(message, { county: COUNTY, township: TOWNSHIP, state: begun })).toMatch(/WRONG_UNIT|NOT_AUTHORIZED/);
        }
      }
    }
  });

  it('lets everybody of the county act in each of its townships, and in none of another county', () => {
    const by = actor(CL);
    expect(authorize(plain('extend', by), { county: COUNTY, township: 'shiyu', state: begun })).toBeUndefined();
    expect(authorize(plain('extend', by), { county: 'elsewhere', township: TOWNSHIP, state: begun })).toBe('WRONG_UNIT');
  });

  it('asks the same bodies that the table names', () => {
    for (const id of ITEMS) expect([id, answeringBodies({ id })]).toEqual([id, MAY[id]?.decide]);
  });
});

describe('authority over a hold', () => {
  const heldBy = (body: typeof PC | typeof OD) => {
    const played = new PlayedTownship();
    played.send(plain('hold', actor(body)));
    return played;
  };

  it.each([
    [PC, PC, undefined],
    [PC, OD, undefined],
    [OD, OD, undefined],
    [OD, PC, 'HOLDER_OR_ABOVE_ONLY'],
    [PC, CL, 'NOT_AUTHORIZED'],
    [PC, TL, 'NOT_AUTHORIZED'],
    [OD, CL, 'NOT_AUTHORIZED'],
    [OD, 'auditor', 'NOT_AUTHORIZED'],
    [PC, 'administrator', 'WRONG_UNIT'],
  ] as const)('held by the %s, released by a %s: %s', (holder, role, code) => {
    const played = heldBy(holder);
    const message = plain('release', actor(role));
    expect(authorize(message, { county: COUNTY, township: TOWNSHIP, state: played.state })).toBe(code);
    expect(played.process.refusalOf(message, played.now)?.code).toBe(code);
  });

  it('lets another person of the holding body release it', () => {
    const played = heldBy(PC);
    played.send(plain('release', actor(PC, 2)));
    expect(played.state.hold).toBeNull();
  });
});

describe('authority over a dossier of one’s own', () => {
  const submitted = (linkedAccounts: readonly string[] = [], by = actor(TL)) => {
    const played = new PlayedTownship();
    played.submit('survey', { linkedAccounts, by });
    return played;
  };

  it('refuses whoever submitted it, even in the decider’s role', () => {
    const submitter = actor(TL);
    const played = submitted([], submitter);
    const by = { ...actor(PC), account: submitter.account };
    expect(() => played.answer('survey', PC, { by })).toThrow('OWN_SUBMISSION');
    for (const verdict of ['approve', 'return'] as const) {
      expect(played.process.refusalOf(answer(played.state, 'survey', PC, { by, verdict }), played.now)?.code).toBe('OWN_SUBMISSION');
    }
  });

  it('refuses whoever stands in it as a candidate, and nobody else', () => {
    const played = submitted([actor(PC, 1).account]);
    expect(() => played.answer('survey', PC, { by: actor(PC, 1) })).toThrow('CANDIDATE_DECIDES');
    played.answer('survey', PC, { by: actor(PC, 2) });
    expect(played.item('survey').status).toBe('passed');
  });

  it('looks at the revision that lies there, not at an earlier one', () => {
    const played = submitted([actor(PC, 1).account]);
    played.answer('survey', PC, { verdict: 'return', by: actor(PC, 2) });
    played.submit('survey');
    played.answer('survey', PC, { by: actor(PC, 1) });
    expect(played.item('survey').status).toBe('passed');
  });
});

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
