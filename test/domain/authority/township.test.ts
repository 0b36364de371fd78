import { describe, expect, it } from 'vitest';
import { answeringBodies, authorize } from '../../../domain/authority/township.ts';
import { type Role, roleSchema } from '../../../domain/roles.ts';
import { type ItemId, isStage } from '../../../domain/stages/items.ts';
import { STAGE_IDS } from '../../../domain/stages/stages.ts';
import { TOWNSHIP_MESSAGES, type TownshipMessage, type TownshipMessageName } from '../../../domain/state/messages.ts';
import { itemOf, type TownshipState } from '../../../domain/state/township-state.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { actor, COUNTY, TOWNSHIP } from '../../support/township.ts';
import { answer, plain, submission } from '../../support/township-messages.ts';

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
  'leader-candidates': { submit: [TL], decide: [PC, CL] },
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
  'pre-inspection': { submit: [PC], decide: [OD] },
  'seat/1/by-election': { submit: [TL], decide: [PC] },
  'seat/1/inspection': { submit: [PC], decide: [OD] },
  'seat/1/notice': { submit: [PC], decide: [] },
  'seat/1/appointment': { submit: [PC], decide: [CL] },
};
const ITEMS = Object.keys(MAY) as ItemId[];
type Other = Exclude<TownshipMessageName, 'submit' | 'decide' | 'report'>;
/** Who may send what is about no dossier of one's own. */
const OTHERS: Readonly<Record<Other, readonly Role[]>> = {
  extend: [CL],
  waive: [CL],
  amendPlan: [CL],
  close: [CL],
  hold: [PC, OD],
  release: [PC, OD],
  settleTie: [PC],
  object: [PC, OD],
  resolveObjection: [PC, OD],
  withdrawCandidate: [PC],
  reportVacancy: [PC],
};

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

const begun = withPaths(new PlayedTownship().state);

/** The state with the items that only unusual paths have. */
function withPaths(state: TownshipState): TownshipState {
  const [first] = state.items;
  const others = ITEMS.filter((id) => !itemOf(state, id));
  return first ? { ...state, items: [...state.items, ...others.map((id) => ({ ...first, id }))] } : state;
}

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
  const others = (Object.keys(OTHERS) as Other[]).map((name) => [other(name, by), OTHERS[name], name] as const);
  return [...items, ...others];
}

/** A message of this name; authority looks at its actor, its item and its objection only. */
function other(name: Other, by: ReturnType<typeof actor>): TownshipMessage {
  return { name, envelope: { actor: by, nonce: 'n'.repeat(16), item: 'member-election', objection: 1 } } as unknown as TownshipMessage;
}

describe('authority: message × role × unit', () => {
  it('knows every message of a township’s run', () => {
    const names = new Set(everyMessage(actor(CL)).map(([message]) => message.name));
    expect(names).toEqual(new Set(Object.keys(TOWNSHIP_MESSAGES)));
  });

  it('has a row for every stage', () => {
    expect(ITEMS.filter(isStage)).toEqual([...STAGE_IDS]);
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

  it('lets everybody of the county command in each of its townships, and in none of another county', () => {
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
