import type { RefusalCode } from '../errors.ts';
import { type Actor, type Body, isTownshipRole, LADDER_BODIES, townshipUnit } from '../roles.ts';
import { itemDefinition } from '../stages/item-definitions.ts';
import type { TownshipMessage } from '../state/messages.ts';
import { RECEIVING_OFFICES } from '../state/path-state.ts';
import { type ItemState, itemOf, type SubmissionState, type TownshipState } from '../state/township-state.ts';

/** The run a message is about, as far as authority needs to know it. */
export interface TownshipCase {
  readonly county: string;
  readonly township: string;
  readonly state: TownshipState;
}

/**
 * The one door for authority: may this actor send this message to this township's run, as it stands?
 * Asked by the API before it sends anything and by the run itself when the message arrives.
 * Says nothing about rounds, revisions or rules; those are checked once the person may act at all.
 * @returns the code of the refusal, or undefined when the actor may.
 */
export function authorize(message: TownshipMessage, { county, township, state }: TownshipCase): RefusalCode | undefined {
  const { actor } = message.envelope;
  if (!mayActAt(actor, county, township)) return 'WRONG_UNIT';
  switch (message.name) {
    case 'submit':
      return is(actor, itemDefinition(message.envelope.item).submitter);
    case 'report':
      return is(actor, 'township-league');
    case 'decide':
      return mayDecide(actor, itemOf(state, message.envelope.item));
    case 'settleTie':
      return is(actor, 'township-party-committee') ?? mayDecide(actor, itemOf(state, message.envelope.item));
    case 'object':
      return is(actor, ...RECEIVING_OFFICES) ?? standsIn(actor, itemOf(state, message.envelope.item));
    case 'resolveObjection': {
      const about = state.objections.find((objection) => objection.number === message.envelope.objection);
      return is(actor, ...RECEIVING_OFFICES) ?? standsIn(actor, about && itemOf(state, about.item));
    }
    case 'withdrawCandidate':
    case 'reportVacancy':
      return is(actor, 'township-party-committee');
    case 'extend':
    case 'waive':
    case 'amendPlan':
    case 'close':
      return is(actor, 'county-league');
    case 'hold':
      return is(actor, 'township-party-committee', 'organization-department');
    case 'release':
      return mayRelease(actor, state);
  }
}

/** True when the actor's unit is this township, or the county it belongs to. */
export function mayActAt(actor: Actor, county: string, township: string): boolean {
  return actor.unit === (isTownshipRole(actor.role) ? townshipUnit(county, township) : county);
}

function is(actor: Actor, ...bodies: Body[]): RefusalCode | undefined {
  return (bodies as string[]).includes(actor.role) ? undefined : 'NOT_AUTHORIZED';
}

/** A decider of the item, who neither submitted the revision nor stands in it as a candidate. */
function mayDecide(actor: Actor, item: ItemState | undefined): RefusalCode | undefined {
  if (!item) return undefined;
  const refused = is(actor, ...answeringBodies(item), ...item.asked.map((answer) => answer.body));
  if (refused) return refused;
  if (item.submission?.account === actor.account) return 'OWN_SUBMISSION';
  return standsIn(actor, item);
}

/** Whether an account is kept from answering what lies before its body, as its submitter or as somebody named in it. */
export function isRecused(account: string, submission: Pick<SubmissionState, 'account' | 'linkedAccounts'> | null | undefined): boolean {
  return submission?.account === account || (submission?.linkedAccounts.includes(account) ?? false);
}

/** Nobody deals with a dossier in which they stand themselves. */
function standsIn(actor: Actor, item: ItemState | undefined): RefusalCode | undefined {
  return item?.submission?.linkedAccounts.includes(actor.account) ? 'CANDIDATE_DECIDES' : undefined;
}

/** The bodies that answer an item: the stage's own table row, or the county league for a month's report. */
export function answeringBodies(item: Pick<ItemState, 'id'>): Body[] {
  return itemDefinition(item.id).answers.map((answer) => answer.by);
}

/** The holder's body or one above it. */
function mayRelease(actor: Actor, state: TownshipState): RefusalCode | undefined {
  const refused = is(actor, 'township-party-committee', 'organization-department');
  if (refused || !state.hold) return refused;
  const rank = (body: string): number => (LADDER_BODIES as readonly string[]).indexOf(body);
  return rank(actor.role) >= rank(state.hold.body) ? undefined : 'HOLDER_OR_ABOVE_ONLY';
}
