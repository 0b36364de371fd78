import type { Client, WorkflowHandle } from '@temporalio/client';
import { searchAttributes } from '../../config/search-attributes.ts';
import { taskQueue } from '../../config/temporal.ts';
import type { PlanClock } from '../../domain/calendar/clock.ts';
import type { Body } from '../../domain/roles.ts';
import { type ItemId, isMonthlyReport } from '../../domain/stages/items.ts';
import type { Receipt, TownshipMessage, Vouched } from '../../domain/state/messages.ts';
import { type ItemState, itemOf, type TownshipInput, type TownshipState } from '../../domain/state/township-state.ts';
import type { Store } from '../../store/database.ts';
import { type EventRow, events } from '../../store/events.ts';
import type { Vouchers } from '../../store/vouchers.ts';
import { STEP_TIMEOUT } from '../../workflows/messages.ts';
import { COUNTY, TOWNSHIP, townshipInput, vouchedStart } from './township.ts';
import { type AnswerOptions, answer, type SubmitOptions, submission } from './township-messages.ts';

interface Engines {
  readonly client: Client;
  readonly store: Store;
  readonly vouchers: Pick<Vouchers, 'sign'>;
}

/** One township's run on a real engine, spoken to as the api does: vouched envelopes, the nonce as the Update's id. */
export class TownshipRun {
  readonly township: string;
  readonly workflowId: string;
  readonly clock: PlanClock;
  readonly handle: WorkflowHandle;
  readonly #engines: Engines;

  constructor(engines: Engines, workflowId: string, clock: PlanClock, township: string = TOWNSHIP) {
    this.#engines = engines;
    this.workflowId = workflowId;
    this.clock = clock;
    this.township = township;
    this.handle = engines.client.workflow.getHandle(workflowId);
  }

  /** Starts a township without its county; `name` tells the runs of one test file apart. */
  static async start(engines: Engines, name: string, clock: PlanClock, change: Partial<TownshipInput> = {}): Promise<TownshipRun> {
    const input = townshipInput({ clock, campaign: `${COUNTY}-${name}`, ...change });
    const workflowId = `reorganization/${COUNTY}/${name}/${input.township}`;
    await engines.client.workflow.start('reorganizeTownship', {
      workflowId,
      taskQueue,
      args: vouchedStart(engines, workflowId, input),
      workflowTaskTimeout: STEP_TIMEOUT,
      staticSummary: '澜渡镇 · 2012 年团组织格局创新（演练）',
      typedSearchAttributes: [
        { key: searchAttributes.County, value: input.county },
        { key: searchAttributes.Township, value: input.township },
      ],
    });
    return new TownshipRun(engines, workflowId, clock, input.township);
  }

  state(): Promise<TownshipState> {
    return this.handle.query<TownshipState>('progress');
  }

  async item(id: ItemId): Promise<ItemState> {
    const item = itemOf(await this.state(), id);
    if (!item) throw new Error(`the run has no item ${id}`);
    return item;
  }

  vouch(message: TownshipMessage): Vouched<unknown> {
    const { name, envelope } = message;
    return { envelope, voucher: this.#engines.vouchers.sign({ name, envelope, workflowId: this.workflowId }) };
  }

  /** @throws WorkflowUpdateFailedError with the refusal's code as its cause's type */
  send(message: TownshipMessage): Promise<Receipt> {
    return this.handle.executeUpdate<Receipt, [Vouched<unknown>]>(message.name, {
      args: [this.vouch(message)],
      updateId: message.envelope.nonce,
    });
  }

  async submit(id: ItemId, options: SubmitOptions = {}): Promise<Receipt> {
    return this.send(submission(await this.state(), id, { township: this.township, ...options }));
  }

  async answer(id: ItemId, body: Body, options: AnswerOptions = {}): Promise<Receipt> {
    return this.send(answer(await this.state(), id, body, { township: this.township, ...options }));
  }

  /** What MongoDB has on record, in order. */
  events(...kinds: EventRow['kind'][]): Promise<EventRow[]> {
    return events(this.#engines.store)
      .find({ workflowId: this.workflowId, ...(kinds.length > 0 ? { kind: { $in: kinds } } : {}) })
      .sort({ sequence: 1 })
      .toArray();
  }
}

/** Stages of a run's state, without the months. */
export function stagesOf(state: TownshipState): ItemState[] {
  return state.items.filter((item) => !isMonthlyReport(item.id));
}
