import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { DeedKind, Ledger } from './ledger.ts';
import type { Manner } from './manners.ts';
import { AGAIN_AFTER_MS, notReached, RETRY_FOR_MS, restBefore } from './retry.ts';
import { type HttpAnswer, type Session, UnexpectedAnswerError } from './session.ts';

/** One press of a button. */
export interface Deed {
  readonly session: Session;
  readonly ledger: Ledger;
  readonly campaign: string;
  readonly kind: DeedKind;
  readonly path: string;
  /** Without the nonce. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Default: waits. */
  readonly manner?: Manner | undefined;
  readonly signal: AbortSignal;
}

/** What became of it in the end. */
export type DeedResult =
  | { readonly outcome: 'recorded'; readonly late: boolean }
  | { readonly outcome: 'refused'; readonly code: string; readonly answer: unknown };

/** Thrown when a deed is neither recorded nor refused for so long that nobody would wait any more. */
export class UnsettledDeedError extends Error {
  override readonly name = 'UnsettledDeedError';

  constructor({ path }: Deed, nonce: string) {
    super(`${path}：两分钟内没有结果 / no outcome within two minutes (${nonce})`);
  }
}

const outcomeSchema = z.discriminatedUnion('outcome', [
  z.looseObject({ outcome: z.literal('recorded'), late: z.boolean().optional() }),
  z.looseObject({ outcome: z.literal('refused'), code: z.string() }),
  z.looseObject({ outcome: z.literal('unconfirmed') }),
  z.looseObject({ outcome: z.literal('received') }),
  z.looseObject({ outcome: z.literal('unavailable') }),
]);

const commandSchema = z.looseObject({ status: z.string(), code: z.string().optional() });

/** How long somebody who presses again looks at a page that does not come, in ms. */
const PRESS_AGAIN_AFTER_MS = 1_500;

/**
 * Presses the button until it is known what became of it: the same nonce again while the app is away or busy, the
 * reference page while the answer is on its way. Acknowledged deeds and the time a decision took go into the ledger.
 * @throws {UnsettledDeedError} {@link UnexpectedAnswerError}
 */
export async function doDeed(deed: Deed): Promise<DeedResult> {
  const nonce = randomBytes(18).toString('base64url');
  const deadline = Date.now() + RETRY_FOR_MS;
  deed.ledger.open(nonce, () => askAfter(deed, nonce));
  while (Date.now() < deadline) {
    deed.signal.throwIfAborted();
    const result = await press(deed, nonce);
    if (result?.outcome === 'recorded' && deed.manner === 'goes back') await goBack(deed, nonce);
    if (result) {
      deed.ledger.close(nonce);
      return result;
    }
    await sleep(AGAIN_AFTER_MS, undefined, { signal: deed.signal });
  }
  throw new UnsettledDeedError(deed, nonce);
}

/** One try. @returns undefined when it is to be tried again */
async function press(deed: Deed, nonce: string): Promise<DeedResult | undefined> {
  const answer = await (deed.manner === 'presses again' ? pressTwice(deed, nonce) : send(deed, nonce)).catch(notReached);
  // 408: the app stood still while the request came in.
  if (answer === undefined || answer.status === 503 || answer.status === 408) return undefined;
  if (answer.status === 429) return restBefore(answer, deed.signal);
  const data = outcomeOf(deed, answer);
  if (data.outcome === 'recorded') {
    if (deed.kind === 'decision' && answer.ms !== undefined) deed.ledger.timed(answer.ms);
    return recorded(deed, nonce, data.late ?? false);
  }
  if (data.outcome === 'refused') return refused(deed, nonce, data.code, answer.body);
  if (data.outcome === 'unavailable') return undefined;
  return deed.manner === 'reloads' ? undefined : askAfter(deed, nonce);
}

function send({ session, path, body }: Deed, nonce: string): Promise<HttpAnswer> {
  return session.send('POST', path, { ...body, nonce });
}

/** The second answer is the one that the browser shows, when the first does not come soon. */
async function pressTwice(deed: Deed, nonce: string): Promise<HttpAnswer> {
  const first = send(deed, nonce);
  const soon = await Promise.race([first, sleep(PRESS_AGAIN_AFTER_MS, undefined, { signal: deed.signal })]);
  if (soon) return soon;
  first.catch(() => undefined);
  return send(deed, nonce);
}

/** Whoever reads "recorded" never reads anything else of it. */
async function goBack(deed: Deed, nonce: string): Promise<void> {
  const answer = await send(deed, nonce).catch(notReached);
  if (answer === undefined || [408, 429, 503].includes(answer.status)) return;
  const data = outcomeOf(deed, answer);
  if (data.outcome === 'refused') refused(deed, nonce, data.code, answer.body);
}

function outcomeOf({ path }: Deed, answer: HttpAnswer): z.output<typeof outcomeSchema> {
  const parsed = outcomeSchema.safeParse(answer.body);
  if (!parsed.success) throw new UnexpectedAnswerError(`POST ${path}`, answer);
  return parsed.data;
}

/** The reference page of a deed, once it knows. @returns undefined while it does not */
async function askAfter(deed: Deed, nonce: string): Promise<DeedResult | undefined> {
  const answer = await deed.session.send('GET', `/api/commands/${nonce}`).catch(notReached);
  const command = commandSchema.safeParse(answer?.body);
  if (!command.success) return undefined;
  if (command.data.status === 'recorded') return recorded(deed, nonce, false);
  if (command.data.status === 'refused') return refused(deed, nonce, command.data.code ?? 'UNKNOWN', command.data);
  return undefined;
}

function recorded({ ledger, campaign, kind, body }: Deed, nonce: string, late: boolean): DeedResult {
  const verdict = body['verdict'];
  ledger.acknowledge({ nonce, campaign, kind, ...(typeof verdict === 'string' ? { verdict } : {}) });
  return { outcome: 'recorded', late };
}

function refused({ ledger }: Deed, nonce: string, code: string, answer: unknown): DeedResult {
  ledger.refused(nonce, code);
  return { outcome: 'refused', code, answer };
}
