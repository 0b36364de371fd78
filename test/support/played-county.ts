import { instantOf, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import { CountyProcess } from '../../domain/process/county-process.ts';
import type { Actor } from '../../domain/roles.ts';
import type { CountyMessage } from '../../domain/state/county-messages.ts';
import type { CountyInput, CountyItem, CountyItemId, CountyState } from '../../domain/state/county-state.ts';
import type { ProcessEvent } from '../../domain/state/events.ts';
import type { Receipt } from '../../domain/state/messages.ts';
import { actor, COUNTY, PLAN_2012, RULES, YEAR } from './township.ts';
import { digestOf, nonce } from './township-messages.ts';

export const PLAN_DIGEST = digestOf('the plan');

/** What a county's run is started with: the shipped plan and these townships. */
export function countyInput(townships: readonly string[], change: Partial<CountyInput> = {}): CountyInput {
  return {
    campaign: `${COUNTY}-${YEAR}`,
    county: COUNTY,
    clock: { kind: 'live' },
    plan: PLAN_2012,
    townships: townships.map((township) => ({ township, title: `${township}镇`, body: 'COMMITTEE', rules: RULES })),
    planRevision: 'plan-revision-0001',
    planDigest: PLAN_DIGEST,
    startedBy: actor('county-league'),
    ...change,
  };
}

type Rest<N extends CountyMessage['name']> = Partial<Extract<CountyMessage, { name: N }>['envelope']>;

export function decidePlan(verdict: 'approve' | 'return', rest: Rest<'decidePlan'> = {}): CountyMessage {
  const reason = verdict === 'return' ? { reasonDigest: digestOf('why') } : {};
  const envelope = { nonce: nonce(), actor: actor('organization-department'), digest: PLAN_DIGEST, verdict, ...reason, ...rest };
  return { name: 'decidePlan', envelope };
}

export function sign(state: CountyState, month: string, rest: Rest<'sign'> = {}): CountyMessage {
  const id: CountyItemId = `county-report/${month}`;
  const digest = state.items.find((item) => item.id === id)?.document?.digest ?? digestOf('nothing');
  return { name: 'sign', envelope: { nonce: nonce(), actor: actor('county-league'), item: id, digest, ...rest } };
}

export function publish(rest: Rest<'publish'> = {}): CountyMessage {
  const key = nonce();
  return { name: 'publish', envelope: { nonce: key, actor: actor('county-league'), revision: key, digest: digestOf(key), ...rest } };
}

export function enrol(townships: readonly string[], by: Actor = actor('county-league')): CountyMessage {
  return { name: 'enrol', envelope: { nonce: nonce(), actor: by, townships: [...countyInput(townships).townships] } };
}

/** A county's process played without an engine. Enrolling and compiling, which a run's activities do, happen at once. */
export class PlayedCounty {
  readonly process: CountyProcess;
  readonly events: ProcessEvent[] = [];
  /** Periods that were compiled, by their last month. */
  readonly compiled: string[] = [];
  now: PlanInstant;

  constructor(start: PlanDate = '2012-06-01', input: CountyInput = countyInput(['landu', 'shiyu'])) {
    this.now = instantOf(start, 8);
    this.process = new CountyProcess(input, this.now);
    this.#adopt(this.process.begin(this.now));
  }

  get state(): CountyState {
    return this.process.state;
  }

  item(id: CountyItemId): CountyItem {
    const item = this.state.items.find((one) => one.id === id);
    if (!item) throw new Error(`the county's run has no item ${id}`);
    return item;
  }

  until(date: PlanDate, hour = 8): this {
    const to = instantOf(date, hour);
    for (let next = this.process.next(); next !== undefined && next <= to; next = this.process.next()) {
      this.now = Math.max(this.now, next);
      this.#work();
      const then = this.process.next();
      if (then !== undefined && then <= this.now) throw new Error(`the clock stands still at ${new Date(this.now).toISOString()}`);
    }
    this.now = to;
    return this;
  }

  /** @throws Refusal */
  send(message: CountyMessage): Receipt {
    const change = this.process.take(message, this.now);
    this.#adopt(change);
    this.#work();
    return change.receipt;
  }

  approve(): this {
    this.send(decidePlan('approve'));
    return this;
  }

  #work(): void {
    if (this.state.status === 'running' && this.state.toEnrol.length > 0) {
      const townships = this.state.toEnrol.map((row) => row.township);
      this.#adopt(this.process.enrolled(townships, this.now));
    }
    for (let months = this.process.periodToCompile(this.now); months; months = this.process.periodToCompile(this.now)) {
      const month = months.at(-1) ?? '';
      const report = { revision: `report-${month}-0001`, digest: digestOf(month), counts: { units: this.state.enrolled.length } };
      this.compiled.push(month);
      this.#adopt(this.process.compiled(month, report, this.now));
    }
    const change = this.process.tick(this.now);
    if (change) this.#adopt(change);
  }

  #adopt(change: { state: CountyState; events: readonly ProcessEvent[] }): void {
    this.process.adopt(change);
    this.events.push(...change.events);
  }
}
