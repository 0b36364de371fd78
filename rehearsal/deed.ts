import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { DeedKind, Ledger } from './ledger.ts';
import { AGAIN_AFTER_MS, notReached, PATIENCE_MS, restBefore } from './patience.ts';
import { type Session, UnexpectedAnswerError } from './session.ts';

/** One press of a button. */
export interface Deed {
  readonly session: Session;
  readonly ledger: Ledger;
  readonly campaign: string;
  readonly kind: DeedKind;
  readonly path: string;
  /** Without the nonce. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/** What became of it in the end. */
export type DeedResult =
  | { readonly outcome: 'recorded'; readonly late: boolean }
  | { readonly outcome: 'refused'; readonly code: string; readonly answer: unknown };

/** Thrown when a deed is neither recorded nor refused for so long that nobody would wait any more. */
export class UnsettledDeedError extends Error {
  override readonly name = 'UnsettledDeedError';
}

const outcomeSchema = z.discriminatedUnion('outcome', [
  z.looseObject({ outcome: z.literal('recorded'), late: z.boolean().optional() }),
  z.looseObject({ outcome: z.literal('refused'), code: z.string() }),
  z.looseObject({ outcome: z.literal('unconfirmed') }),
  z.looseObject({ outcome: z.literal('received') }),
  z.looseObject({ outcome: z.literal('unavailable') }),
]);

const actSchema = z.looseObject({ status: z.string(), code: z.string().optional() });

/**
 * Presses the button until it is known what became of it: the same nonce again while the app is away or busy, the
 * reference page while the answer is on its way. Acknowledged deeds and the time a decision took go into the ledger.
 * @throws {UnsettledDeedError} {@link UnexpectedAnswerError}
 */
export async function doDeed(deed: Deed): Promise<DeedResult> {
  const nonce = randomBytes(18).toString('base64url');
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    deed.signal.throwIfAborted();
    const result = await press(deed, nonce);
    if (result) return result;
    await sleep(AGAIN_AFTER_MS, undefined, { signal: deed.signal });
  }
  throw new UnsettledDeedError(`${deed.path}：两分钟内没有结果 / no outcome within two minutes (${nonce})`);
}

/** One try. @returns undefined when it is to be tried again */
async function press(deed: Deed, nonce: string): Promise<DeedResult | undefined> {
  const answer = await deed.session.send('POST', deed.path, { ...deed.body, nonce }).catch(notReached);
  if (answer === undefined || answer.status === 503) return undefined;
  if (answer.status === 429) return restBefore(answer, deed.signal);
  const parsed = outcomeSchema.safeParse(answer.body);
  if (!parsed.success) throw new UnexpectedAnswerError(`POST ${deed.path}`, answer);
  const { data } = parsed;
  if (data.outcome === 'recorded') {
    if (deed.kind === 'decision' && answer.ms !== undefined) deed.ledger.timed(answer.ms);
    return recorded(deed, nonce, data.late ?? false);
  }
  if (data.outcome === 'refused') return refused(deed, data.code, answer.body);
  if (data.outcome === 'unavailable') return undefined;
  return lookUp(deed, nonce);
}

/** The reference page, once it knows. */
async function lookUp(deed: Deed, nonce: string): Promise<DeedResult | undefined> {
  const answer = await deed.session.send('GET', `/api/acts/${nonce}`).catch(notReached);
  const act = actSchema.safeParse(answer?.body);
  if (!act.success) return undefined;
  if (act.data.status === 'recorded') return recorded(deed, nonce, false);
  if (act.data.status === 'refused') return refused(deed, act.data.code ?? 'UNKNOWN', act.data);
  return undefined;
}

function recorded({ ledger, campaign, kind, body }: Deed, nonce: string, late: boolean): DeedResult {
  const verdict = body['verdict'];
  ledger.acknowledge({ nonce, campaign, kind, ...(typeof verdict === 'string' ? { verdict } : {}) });
  return { outcome: 'recorded', late };
}

function refused({ ledger }: Deed, code: string, answer: unknown): DeedResult {
  ledger.refused(code);
  return { outcome: 'refused', code, answer };
}
