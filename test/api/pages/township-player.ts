import { randomBytes } from 'node:crypto';
import { dateOf, type PlanDate } from '../../../domain/calendar/plan-date.ts';
import { isTownshipRole, type Role } from '../../../domain/roles.ts';
import { itemDefinition } from '../../../domain/stages/item-definitions.ts';
import { type ItemId, isMonthlyReport } from '../../../domain/stages/items.ts';
import type { StageId } from '../../../domain/stages/stages.ts';
import type { ItemState, TownshipState } from '../../../domain/state/township-state.ts';
import { replyTo } from '../../../rehearsal/dossiers/documents.ts';
import { dossierFor } from '../../../rehearsal/dossiers.ts';
import type { AppSystem } from '../../support/running-system.ts';
import type { TestAnswer, TestSession } from '../../support/test-session.ts';
import { LANDU, PLAN, PLAN_2012 } from '../../support/township.ts';
import { until } from '../../support/until.ts';
import { COUNTY } from './running-pages.ts';

export type Dossier = Record<string, unknown>;
export type Change = (dossier: Dossier) => Dossier;

/** Brings one township of a running campaign to a stage over the JSON API, with the dossiers that robots write. */
export class TownshipPlayer {
  readonly path: string;
  readonly #system: AppSystem;
  readonly #campaign: string;
  readonly #township: string;
  readonly #sessions = new Map<string, Promise<TestSession>>();

  constructor(system: AppSystem, campaign: string, township: string) {
    this.#system = system;
    this.#campaign = campaign;
    this.#township = township;
    this.path = `/api/campaigns/${campaign}/townships/${township}`;
  }

  /** Signs in whoever reads the state: before time is skipped, for a township that is added later. */
  async signIn(): Promise<void> {
    await this.#as('county-league');
  }

  /** The run's state as the read model has it, once it has begun. */
  async state(): Promise<TownshipState> {
    const league = await this.#as('county-league');
    return until(async () => (await league.get(this.path)).body.state as TownshipState | undefined);
  }

  async item(id: ItemId): Promise<ItemState> {
    const item = (await this.state()).items.find((one) => one.id === id);
    if (!item) throw new Error(`the run of ${this.#township} has no item ${id}`);
    return item;
  }

  /** Passes whatever is open until this item opens, for the first time or again. */
  async reach(id: StageId): Promise<this> {
    for (;;) {
      const { items } = await this.state();
      const item = items.find((one) => one.id === id);
      if (item?.status !== 'waiting' && item?.status !== 'superseded') return this;
      const open = items.filter((one) => one.status === 'open' && !isMonthlyReport(one.id));
      if (open.length === 0) throw new Error(`nothing of ${this.#township} is open before ${id}`);
      for (const one of open) await this.pass(one.id);
    }
  }

  /** Submits the open item and lets everybody answer as asked. */
  async pass(id: ItemId, change?: Change): Promise<void> {
    await this.submit(id, change);
    await this.answer(id);
  }

  /** Lets everybody answer what was submitted, as asked. */
  async answer(id: ItemId): Promise<void> {
    for (let item = await this.item(id); item.status === 'submitted'; item = await this.item(id)) {
      const asked = item.asked.find((one) => one.since !== null && !one.given);
      if (!asked) return;
      const session = await this.#as(asked.body, 1);
      const { round, submission } = item;
      const at = { county: this.#system.county.name, today: await this.today(), officeDay: submission?.counts.officeDay };
      const document = replyTo(id, asked.body, at);
      const decision = { round, digest: submission?.digest, verdict: asked.kind, ...(document ? { document } : {}) };
      expectRecorded(id, await session.post(`${this.path}/items/${id}/decisions`, { nonce: nonce(), ...decision }));
    }
  }

  /** Submits what a robot would write today, changed as told. */
  async submit(id: ItemId, change: Change = (dossier) => dossier): Promise<void> {
    const item = await this.item(id);
    const dossier = change(await this.dossier(id));
    const session = await this.#as(itemDefinition(id).submitter);
    expectRecorded(id, await session.post(`${this.path}/items/${id}/submissions`, { nonce: nonce(), round: item.round, dossier }));
  }

  /** What a robot would write today. */
  async dossier(id: ItemId): Promise<Dossier> {
    const today = await this.today();
    const from = { county: this.#system.county, half: { document: PLAN, plan: PLAN_2012 }, watch: { today: () => today } };
    const unit = this.#system.county.townships.find((one) => one.id === this.#township) ?? LANDU;
    const state = (await this.state()) as unknown as Parameters<typeof dossierFor>[3];
    return dossierFor(from as unknown as Parameters<typeof dossierFor>[0], unit, id, state) as Dossier;
  }

  /** The plan’s day. */
  async today(): Promise<PlanDate> {
    const { body } = await (await this.#as('county-league')).get(`/api/campaigns/${this.#campaign}`);
    return dateOf(body.planNow);
  }

  /** The first or another person of the role there. */
  #as(role: Role, which = 0): Promise<TestSession> {
    const key = `${role} ${which}`;
    const known = this.#sessions.get(key) ?? this.#system.as(role, isTownshipRole(role) ? `${COUNTY}/${this.#township}` : COUNTY, which);
    this.#sessions.set(key, known);
    return known;
  }
}

export function nonce(): string {
  return randomBytes(18).toString('base64url');
}

function expectRecorded(id: ItemId, { status, body }: TestAnswer): void {
  if (body?.outcome !== 'recorded') throw new Error(`${id}: ${status} ${JSON.stringify(body).slice(0, 1_500)}`);
}
