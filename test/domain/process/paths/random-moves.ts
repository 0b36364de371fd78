import fc from 'fast-check';
import { addDays } from '../../../../domain/calendar/plan-date.ts';
import { Refusal } from '../../../../domain/errors.ts';
import { stepsOf } from '../../../../domain/process/objections.ts';
import { OFFICES } from '../../../../domain/rules/ballot-facts.ts';
import type { ItemId, MonthlyReportId } from '../../../../domain/stages/items.ts';
import { STAGE_IDS } from '../../../../domain/stages/stages.ts';
import { itemsBefore } from '../../../../domain/state/course.ts';
import { OBJECTION_STEPS, RECEIVING_OFFICES } from '../../../../domain/state/path-state.ts';
import type { PlayedTownship } from '../../../support/played-township.ts';
import { actor, PLAN_2012 } from '../../../support/township.ts';
import { askedNow, digestOf, plain } from '../../../support/township-messages.ts';
import { message, step } from './counted.ts';
import { countsFor, OUTCOMES, type Outcome } from './outcomes.ts';

const DEEDS = [
  'submit',
  'answer',
  'return',
  'settle',
  'object',
  'resolve',
  'withdraw',
  'vacancy',
  'waive',
  'amend',
  'extend',
  'hold',
  'release',
  'wait',
] as const;

/** Somebody's deed, legal or not; `a` and `b` choose among whatever is there at that moment. */
export interface Move {
  readonly deed: (typeof DEEDS)[number];
  readonly a: number;
  readonly b: number;
  readonly outcome: Outcome;
  readonly flag: boolean;
}

const OFTEN: Readonly<Partial<Record<Move['deed'], number>>> = {
  submit: 40,
  answer: 40,
  wait: 8,
  resolve: 10,
  object: 5,
  settle: 3,
  release: 3,
};

/** A deed by weight; votes and inspections go well more often than not, so that runs get far. */
export const move: fc.Arbitrary<Move> = fc.record({
  deed: fc.oneof(...DEEDS.map((deed) => ({ weight: OFTEN[deed] ?? 1, arbitrary: fc.constant(deed) }))),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
  outcome: fc.oneof({ weight: 5, arbitrary: fc.constant<Outcome>('well') }, { weight: 3, arbitrary: fc.constantFrom(...OUTCOMES) }),
  flag: fc.boolean(),
});

function chosen<T>(from: readonly T[], index: number): T | undefined {
  return from[index % Math.max(1, from.length)];
}

/** Everything goes well until this item opens. */
export function reach(played: PlayedTownship, id: ItemId): void {
  while (played.item(id).status !== 'open') {
    const next = itemsBefore(played.state, id).find((before) => played.item(before).status === 'open');
    if (!next) throw new Error(`${id} does not open`);
    played.pass(next);
  }
}

/** The vote is tied, and so are both run-offs. */
export function tieOut(played: PlayedTownship): void {
  reach(played, 'member-election');
  for (let round = 0; round < 3; round += 1)
    played.submit('member-election', { counts: countsFor(played.state, 'member-election', 'tied') });
}

/** Makes a move. @returns false when it was refused, which has to leave everything as it was. */
export function make(played: PlayedTownship, one: Move): boolean {
  try {
    perform(played, one);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

type Submittable = Exclude<ItemId, MonthlyReportId>;

function perform(played: PlayedTownship, { deed, a, b, outcome, flag }: Move): void {
  const { state } = played;
  const items = state.items.map((item) => item.id);
  const party = actor('township-party-committee');
  switch (deed) {
    case 'wait':
      return void played.untilInstant(played.now + (1 + (a % (24 * 9))) * 3_600_000);
    case 'submit': {
      const open = state.items.filter((item) => ['open', 'missing'].includes(item.status) || (item.notice && a % 25 === 0));
      const id = chosen(open, b)?.id ?? chosen(items, b);
      if (id) played.submit(id, { counts: countsFor(state, id, outcome) });
      return;
    }
    case 'answer':
    case 'return': {
      const asked = state.items.flatMap((item) => askedNow(item).map((body) => ({ id: item.id, body })));
      const one = chosen(asked, a);
      if (!one) return;
      const stage = chosen([one.id, ...itemsBefore(state, one.id)], b) ?? one.id;
      const back = { verdict: 'return', returnTo: { stage, then: flag ? 'straight-back' : 'step-by-step' } } as const;
      played.answer(one.id, one.body, deed === 'return' ? back : {});
      return;
    }
    case 'settle': {
      const item = state.items.find((one) => Object.values(one.results).some((result) => result.tied)) ?? chosen(state.items, a);
      const office = OFFICES.find((one) => item?.results[one]?.tied) ?? 'members';
      const people = [[], [1], [2, 1], [1, 1], [9]][b % 5] ?? [];
      const digest = flag ? (item?.submission?.digest ?? '') : '0'.repeat(64);
      if (item) played.send(message('settleTie', party, { item: item.id as Submittable, round: item.round, office, digest, people }));
      return;
    }
    case 'object': {
      const notice = state.items.find((one) => one.notice) ?? chosen(state.items, a);
      const office = actor(RECEIVING_OFFICES[b % 2] ?? 'township-party-committee', 3);
      const about = { item: (notice?.id ?? 'public-notice') as Submittable, round: notice?.round ?? 1, person: 1 + (a % 5) };
      played.send(message('object', office, { ...about, named: flag, channel: 'letter' }));
      return;
    }
    case 'resolve': {
      const objection = chosen(state.objections, a);
      const next = objection ? chosen(stepsOf(objection), b) : undefined;
      played.send(
        step(
          objection?.number ?? 1,
          next ?? OBJECTION_STEPS[b % OBJECTION_STEPS.length] ?? 'closed',
          actor(RECEIVING_OFFICES[a % 2] ?? 'township-party-committee'),
        ),
      );
      return;
    }
    case 'withdraw': {
      const round = state.items.find((item) => item.id === 'formal-candidates')?.round ?? 1;
      return void played.send(message('withdrawCandidate', party, { round: Math.max(1, round), person: 1 + (a % 12) }));
    }
    case 'vacancy':
      return void played.send(message('reportVacancy', party, { seat: chosen(state.seats, a)?.number ?? 1 }));
    case 'waive':
      return void played.send(message('waive', actor('county-league'), { item: chosen(items, a) ?? 'survey' }));
    case 'amend': {
      const id = STAGE_IDS[a % STAGE_IDS.length] ?? 'summary';
      const planVersion = (state.amendment?.planVersion ?? PLAN_2012.planVersion) + (b % 3);
      const due = addDays(PLAN_2012.firstDay, b % 200);
      const amendment = { planVersion, planDigest: digestOf('amended'), stages: [{ id, due }], reportFields: [], targets: {} };
      return void played.send(message('amendPlan', actor('county-league'), amendment));
    }
    case 'extend': {
      const item = chosen(
        state.items.filter((one) => one.status === 'open'),
        a,
      );
      if (item?.due) played.send(plain('extend', actor('county-league'), { item: item.id, round: item.round, due: addDays(item.due, 4) }));
      return;
    }
    case 'hold':
    case 'release':
      return void played.send(plain(deed, actor(flag ? 'township-party-committee' : 'organization-department')));
  }
}
