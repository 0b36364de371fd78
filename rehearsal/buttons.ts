import type { z } from 'zod';
import type { Township } from '../domain/county/county-schema.ts';
import type { RefusalCode } from '../domain/errors.ts';
import type { Body } from '../domain/roles.ts';
import type { ItemId } from '../domain/stages/items.ts';
import type { ObjectionStep } from '../domain/state/path-state.ts';
import type { Answer } from './behaviours.ts';
import {
  boardSchema,
  countyReportSchema,
  itemSchema,
  judgedItemSchema,
  type Task,
  type TownshipAnswer,
  tasksSchema,
  townshipSchema,
} from './contract.ts';
import { type Deed, type DeedResult, doDeed } from './deed.ts';
import { replyTo } from './dossiers/documents.ts';
import { dossierFor } from './dossiers.ts';
import type { HoldStep } from './holds.ts';
import type { Performance } from './performance.ts';
import { openPage } from './retry.ts';
import type { Session } from './session.ts';

/**
 * The buttons that robots press, and the pages they look at before. Each button answers whether it took effect; false:
 * somebody was faster or the page was stale, so look again.
 */

/** Refusals that say nothing but: look again. */
const STALE: readonly RefusalCode[] = [
  'NOT_OPEN',
  'NOT_SUBMITTED',
  'ALREADY_SUBMITTED',
  'ALREADY_ANSWERED',
  'NOT_YOUR_TURN',
  'STALE_ROUND',
  'STALE_REVISION',
  'HELD',
  'ALREADY_HELD',
  'NOT_HELD',
  'NO_NOTICE_RUNNING',
  'OBJECTION_STEP_WRONG',
  'CLOSED',
];

/** A task about a township. */
export type TownshipTask = Task & { readonly township: string; readonly item: ItemId };

/** Thrown when the app refuses what a robot did for a reason that trying again cannot cure. */
export class RobotRefusedError extends Error {
  override readonly name = 'RobotRefusedError';
}

/** What waits for the person's body in this campaign. */
export async function tasksOf({ campaign, signal }: Performance, session: Session): Promise<Task[]> {
  const { tasks } = await page(signal, session, '/api/tasks', tasksSchema);
  return tasks.filter((task) => task.campaign === campaign);
}

export function boardOf({ campaign, signal }: Performance, session: Session) {
  return page(signal, session, `/api/campaigns/${campaign}`, boardSchema);
}

export function townshipOf({ campaign, signal }: Performance, session: Session, township: string): Promise<TownshipAnswer> {
  return page(signal, session, townshipPath(campaign, township), townshipSchema);
}

export function countyReportOf({ campaign, signal }: Performance, session: Session, month: string) {
  return page(signal, session, `/api/campaigns/${campaign}/reports/${month}`, countyReportSchema);
}

/** An item with its dossier on record and what the rules say of it. */
export function judgedItemOf({ campaign, signal }: Performance, session: Session, township: string, item: string) {
  return page(signal, session, `${townshipPath(campaign, township)}/items/${item}`, judgedItemSchema);
}

/** Submits a dossier for the open round. */
export async function submit(performance: Performance, session: Session, task: TownshipTask): Promise<boolean> {
  return tookEffect(`${task.township}/${task.item}`, await submitAs(performance, session, task, (dossier) => dossier));
}

/** Submits a dossier that somebody changed, and hands over what is answered. */
export async function submitAs(
  performance: Performance,
  session: Session,
  task: TownshipTask,
  changed: (dossier: object) => object,
): Promise<DeedResult> {
  const path = `${townshipPath(performance.campaign, task.township)}/items/${task.item}/submissions`;
  const { state } = await townshipOf(performance, session, task.township);
  const dossier = changed(dossierFor(performance, unitOf(performance, task.township), task.item, state));
  return press(performance, session, 'submission', path, { round: task.round, dossier });
}

/** Puts an objection to a notice on record. */
export async function recordObjection(
  performance: Performance,
  session: Session,
  township: string,
  body: { readonly item: ItemId; readonly round: number; readonly person: number; readonly named: boolean; readonly reason: string },
): Promise<boolean> {
  const path = `${townshipPath(performance.campaign, township)}/objections`;
  return tookEffect(path, await press(performance, session, 'objection', path, { ...body, channel: 'visit' }));
}

/** Takes an objection one step on. */
export async function stepObjection(
  performance: Performance,
  session: Session,
  township: string,
  body: { readonly objection: number; readonly step: ObjectionStep; readonly reason: string },
): Promise<boolean> {
  const path = `${townshipPath(performance.campaign, township)}/objections/steps`;
  return tookEffect(path, await press(performance, session, 'objection', path, body));
}

/** Decides on exactly the revision that is on record now. */
export async function answer(
  performance: Performance,
  session: Session,
  task: TownshipTask & { readonly body: Body },
  { verdict, returnTo }: Answer,
): Promise<boolean> {
  const item = `${townshipPath(performance.campaign, task.township)}/items/${task.item}`;
  const { item: shown } = await page(performance.signal, session, item, itemSchema);
  if (!shown.submission || shown.round !== task.round) return false;
  const { county, watch } = performance;
  const officeDay = shown.submission.counts['officeDay'];
  const document = replyTo(task.item, task.body, { county: county.name, today: watch.today(), officeDay });
  const body = {
    round: task.round,
    digest: shown.submission.digest,
    verdict,
    ...(document && !returnTo ? { document } : {}),
    ...(returnTo ? { returnTo, comment: '演练：材料有待完善，请修改后重报。' } : {}),
  };
  return tookEffect(`${item}/decisions`, await press(performance, session, 'decision', `${item}/decisions`, body));
}

/** Holds a township's run, or releases it. */
export async function holdOrRelease(performance: Performance, session: Session, township: string, step: HoldStep): Promise<boolean> {
  const path = `${townshipPath(performance.campaign, township)}/${step}s`;
  const reason = step === 'hold' ? '演练：情况待核实，暂停办理。' : '演练：情况已核实，恢复办理。';
  return tookEffect(path, await press(performance, session, step, path, { reason }));
}

/** Approves the plan that lies before the organization department. */
export async function approvePlan(performance: Performance, session: Session): Promise<boolean> {
  const { county } = await boardOf(performance, session);
  const digest = county?.items.find((item) => item.id === 'plan')?.document?.digest;
  if (digest === undefined) return false;
  const path = `/api/campaigns/${performance.campaign}/plan/decisions`;
  return tookEffect(path, await press(performance, session, 'plan', path, { digest, verdict: 'approve' }));
}

/** Signs a compiled month, which sends it to the organization department. */
export async function signReport(performance: Performance, session: Session, month: string): Promise<boolean> {
  const { digest } = await countyReportOf(performance, session, month);
  const path = `/api/campaigns/${performance.campaign}/reports/${month}/signature`;
  return tookEffect(path, await press(performance, session, 'signature', path, { digest }));
}

/** Publishes the results document. */
export async function publishResults(performance: Performance, session: Session): Promise<boolean> {
  const path = `/api/campaigns/${performance.campaign}/results`;
  const { name } = performance.county;
  const body = { title: `${name}乡镇团组织格局创新工作成果（演练）`, text: `${name}各乡镇（区）团委按“1+3+X”配备完成，本文为演练所用。` };
  return tookEffect(path, await press(performance, session, 'results', path, body));
}

function unitOf({ county }: Performance, township: string): Township {
  const unit = county.townships.find(({ id }) => id === township);
  if (!unit) throw new RangeError(`${township} is not in the county file`);
  return unit;
}

function townshipPath(campaign: string, township: string): string {
  return `/api/campaigns/${campaign}/townships/${township}`;
}

async function page<S extends z.ZodType>(signal: AbortSignal, session: Session, path: string, schema: S): Promise<z.output<S>> {
  return schema.parse(await openPage(session, path, signal));
}

function press(
  { campaign, ledger, manner, signal }: Performance,
  session: Session,
  kind: Deed['kind'],
  path: string,
  body: Deed['body'],
): Promise<DeedResult> {
  return doDeed({ session, ledger, campaign, kind, path, body, signal, manner: manner?.() });
}

function tookEffect(path: string, result: DeedResult): boolean {
  if (result.outcome === 'recorded') return true;
  if ((STALE as readonly string[]).includes(result.code)) return false;
  throw new RobotRefusedError(`${path} → ${result.code}：${JSON.stringify(result.answer).slice(0, 1_000)}`);
}
