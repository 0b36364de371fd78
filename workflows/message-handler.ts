import { ApplicationFailure } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import { Refusal, type RefusalCode } from '../domain/errors.ts';
import type { Receipt, Vouched } from '../domain/state/messages.ts';
import type { RecordedMessage } from './activity-interfaces.ts';
import { refusalFailure } from './failures.ts';
import { applicationFailureOf, audit } from './recording.ts';
import type { SerialQueue } from './serial-queue.ts';

/** A schema that says whether what arrived is an envelope of its message. */
interface EnvelopeSchema {
  safeParse(value: unknown): { success: boolean; data?: unknown };
}

interface Message {
  readonly name: string;
  readonly envelope: { readonly nonce: string; readonly actor: unknown };
}

/** Refusals that no step which is still being recorded could turn into anything else. */
const WHATEVER_THE_STATE: readonly RefusalCode[] = ['MESSAGE_MALFORMED', 'VOUCHER_REFUSED', 'WRONG_UNIT', 'NOT_AUTHORIZED'];

/** What a message handler needs of its process. */
export interface MessageProcess<M extends Message, C> {
  /** What was answered to a nonce before, or undefined. */
  answered(nonce: string): Receipt | undefined;
  refusalOf(message: M, voucher: string): Refusal | undefined;
  /** @throws Refusal */
  take(message: M, voucher: string): C & { readonly receipt: Receipt };
  /** Writes the change and makes it true. */
  record(change: C, inARow: number, message: RecordedMessage): Promise<void>;
}

/**
 * Where people's messages arrive at a run: validated before they are accepted, executed one at a time, answered with the
 * same receipt however often they come, and refused with a code that the sender's page turns into a sentence.
 */
export class MessageHandler<M extends Message, C> {
  readonly #schemas: Readonly<Record<string, EnvelopeSchema>>;
  readonly #process: MessageProcess<M, C>;
  readonly #queue: SerialQueue;

  constructor(schemas: Readonly<Record<string, EnvelopeSchema>>, run: MessageProcess<M, C>, queue: SerialQueue) {
    this.#schemas = schemas;
    this.#process = run;
    this.#queue = queue;
  }

  /**
   * Validator: refuses without a trace in the history; told to the audit. While a step is being recorded, people may
   * see its outcome before the run has it: what only that step could allow is let through, and validated again when it is over.
   * @throws ApplicationFailure with the refusal's code.
   */
  validate(name: M['name'], vouched: Vouched<unknown>): void {
    const message = this.#parse(name, vouched);
    const refusal = message ? this.#refusalOf(message, vouched) : new Refusal('MESSAGE_MALFORMED');
    if (!refusal || (this.#queue.busy && !WHATEVER_THE_STATE.includes(refusal.code))) return;
    this.#audit(name, refusal, message);
    throw refusalFailure(refusal);
  }

  /** Update handler: what was let through and is refused after all is told to the audit as well. */
  async handleUpdate(name: M['name'], vouched: Vouched<unknown>): Promise<Receipt> {
    try {
      return await this.execute(name, vouched);
    } catch (error) {
      // A wrong voucher is found, and audited, where the message is recorded.
      if (error instanceof ApplicationFailure && error.type !== 'VOUCHER_REFUSED')
        this.#audit(name, { code: error.type ?? '' }, this.#parse(name, vouched));
      throw error;
    }
  }

  /** The state may have moved since it was validated, so everything is checked again inside the queue. */
  async execute(name: M['name'], vouched: Vouched<unknown>): Promise<Receipt> {
    const message = this.#parse(name, vouched);
    if (!message) throw refusalFailure(new Refusal('MESSAGE_MALFORMED'));
    if (!hasVoucher(vouched)) throw refusalFailure(new Refusal('VOUCHER_REFUSED'));
    return this.#queue.run(async (inARow) => {
      const answered = this.#process.answered(message.envelope.nonce);
      if (answered) return answered;
      try {
        const change = this.#process.take(message, vouched.voucher);
        const recorded = { name, envelope: message.envelope, voucher: vouched.voucher, receipt: change.receipt };
        await this.#process.record(change, inARow, recorded);
        return change.receipt;
      } catch (error) {
        throw error instanceof Refusal ? refusalFailure(error) : error;
      }
    });
  }

  /** Signal handler: the same, but nobody waits for the answer, so a refusal is handed to `onRefused`. */
  async handleSignal(
    name: M['name'],
    vouched: Vouched<unknown>,
    onRefused: (code: string, details: Record<string, string | number>) => Promise<void>,
  ): Promise<void> {
    try {
      await this.execute(name, vouched);
    } catch (error) {
      const failure = applicationFailureOf(error);
      if (!failure) throw error;
      await onRefused(failure.type ?? 'MESSAGE_MALFORMED', (failure.details?.[0] ?? {}) as Record<string, string | number>);
    }
  }

  #audit(name: M['name'], { code }: { readonly code: string }, message: M | undefined): void {
    const sender = message ? { nonce: message.envelope.nonce, actor: message.envelope.actor } : {};
    audit.refused({ workflowId: workflowInfo().workflowId, message: name, code, ...sender });
  }

  #refusalOf(message: M, vouched: Vouched<unknown>): Refusal | undefined {
    return hasVoucher(vouched) ? this.#process.refusalOf(message, vouched.voucher) : new Refusal('VOUCHER_REFUSED');
  }

  #parse(name: M['name'], vouched: Vouched<unknown> | undefined): M | undefined {
    const parsed = this.#schemas[name]?.safeParse(vouched?.envelope);
    return parsed?.success ? ({ name, envelope: parsed.data } as unknown as M) : undefined;
  }
}

/** Whether there is a voucher at all; whether it is the right one is checked where the message is recorded. */
function hasVoucher(vouched: Vouched<unknown>): boolean {
  return typeof (vouched as Partial<Vouched<unknown>>).voucher === 'string';
}
