import { createHash } from 'node:crypto';
import { addDays } from '../../domain/calendar/plan-date.ts';
import type { Actor, Body } from '../../domain/roles.ts';
import type { Counts } from '../../domain/rules/rule-result.ts';
import { itemDefinition, stageOf } from '../../domain/stages/item-definitions.ts';
import { type ItemId, isMonthlyReport, isSeatItem, monthlyReportId, monthOfReport, seatItemId, seatOf } from '../../domain/stages/items.ts';
import type { AnswerKind } from '../../domain/stages/stages.ts';
import type { Decision, TownshipEnvelope, TownshipMessage } from '../../domain/state/messages.ts';
import { type ItemState, itemOf, type TownshipState } from '../../domain/state/township-state.ts';
import { passingCounts } from './passing-counts.ts';
import { actor, PLAN_2012, TOWNSHIP } from './township.ts';

let made = 0;

/** A nonce that no other message of this process has. */
export function nonce(): string {
  made += 1;
  return `nonce-${process.pid}-${String(made).padStart(8, '0')}`;
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface By {
  readonly by?: Actor;
  readonly nonce?: string;
  readonly township?: string;
}

export interface SubmitOptions extends By {
  readonly round?: number;
  readonly counts?: Counts;
  readonly linkedAccounts?: readonly string[];
  readonly postedOn?: string;
  readonly revision?: string;
  readonly digest?: string;
}

/** The submission, or a month's report, of the round that is open, with counts that pass unless others are given. */
export function submission(state: TownshipState, id: ItemId, options: SubmitOptions = {}): TownshipMessage {
  const key = options.nonce ?? nonce();
  const round = options.round ?? found(state, id).round;
  const { submitter } = itemDefinition(id);
  const envelope = {
    nonce: key,
    actor: options.by ?? actor(submitter, 1, undefined, options.township ?? TOWNSHIP),
    round,
    revision: options.revision ?? key,
    digest: options.digest ?? digestOf(`${id} ${key}`),
    counts: options.counts ?? passingCounts(id),
    linkedAccounts: [...(options.linkedAccounts ?? [])],
  };
  if (isMonthlyReport(id)) return { name: 'report', envelope: { ...envelope, month: monthOfReport(id) } };
  return { name: 'submit', envelope: { ...envelope, item: id, ...(options.postedOn ? { postedOn: options.postedOn } : {}) } };
}

/** The county league's document on an appointment, dated the day after the notice; it names the day of office. */
function replyFor(state: TownshipState, id: ItemId) {
  const own = isSeatItem(id) ? itemOf(state, seatItemId(seatOf(id).seat, 'notice'))?.notice : undefined;
  const notice = own ?? itemOf(state, 'public-notice')?.notice;
  const documentOn = notice ? addDays(notice.lastDay, 1) : PLAN_2012.firstDay;
  return { documentOn, documentDigest: digestOf(`document ${id}`), officeStated: true };
}

export interface AnswerOptions extends By {
  readonly round?: number;
  readonly digest?: string;
  readonly verdict?: Decision['verdict'];
  readonly returnTo?: { readonly stage: ItemId; readonly then: 'step-by-step' | 'straight-back' };
  /** `false` leaves the reason out. */
  readonly reason?: false;
}

/** A body's answer to what lies before it; what it is asked for unless another verdict is given. */
export function answer(state: TownshipState, id: ItemId, body: Body, options: AnswerOptions = {}): TownshipMessage {
  const item = found(state, id);
  const verdict = options.verdict ?? verdictFor(item.asked.find((asked) => asked.body === body)?.kind);
  const key = options.nonce ?? nonce();
  return {
    name: 'decide',
    envelope: {
      nonce: key,
      actor: options.by ?? actor(body, 2, undefined, options.township ?? TOWNSHIP),
      item: id,
      round: options.round ?? item.round,
      digest: options.digest ?? item.submission?.digest ?? digestOf('nothing'),
      verdict,
      ...(verdict === 'approve' && stageOf(id) === 'appointment' ? replyFor(state, id) : {}),
      ...(options.returnTo ? { returnTo: options.returnTo } : {}),
      ...(verdict === 'return' && options.reason !== false ? { reasonDigest: digestOf(`reason ${key}`) } : {}),
    },
  };
}

/** What `decide` says to what is asked; a tie is settled by a message of its own. */
function verdictFor(kind: AnswerKind | undefined): Decision['verdict'] {
  return kind === undefined || kind === 'settle' ? 'approve' : kind;
}

type Plain = 'extend' | 'hold' | 'release' | 'close';

/** A message that carries little beside its reason. */
export function plain<N extends Plain>(
  name: N,
  by: Actor,
  rest: Partial<Omit<TownshipEnvelope<N>, 'actor' | 'reasonDigest'>> = {},
): TownshipMessage {
  const key = rest.nonce ?? nonce();
  return { name, envelope: { nonce: key, actor: by, reasonDigest: digestOf(`reason ${key}`), ...rest } } as TownshipMessage;
}

/** Whoever must answer next, in the order in which they are asked. */
export function askedNow(item: ItemState): Body[] {
  return item.asked.filter((asked) => asked.since !== null && !asked.given).map((asked) => asked.body);
}

export const report = monthlyReportId;

function found(state: TownshipState, id: ItemId): ItemState {
  const item = itemOf(state, id);
  if (!item) throw new Error(`the run has no item ${id}`);
  return item;
}
