import type { PlanClock } from '../../domain/calendar/clock.ts';
import { instantOf, type PlanDate } from '../../domain/calendar/plan-date.ts';
import type { County, Township } from '../../domain/county/county-schema.ts';
import { resolvePlan } from '../../domain/plan/resolve-plan.ts';
import { resolveRules } from '../../domain/plan/resolve-rules.ts';
import type { ResolvedPlan } from '../../domain/plan/resolved-plan.ts';
import { type Actor, isTownshipRole, type Role, townshipUnit } from '../../domain/roles.ts';
import type { TownshipInput } from '../../domain/state/township-state.ts';
import { START, type Vouchers } from '../../store/vouchers.ts';
import { exampleCounty } from './example-county.ts';
import { defaultPlan, shippedCalendar } from './shipped-plan.ts';

/** The county, township and year that tests of the process play in. */
export const COUNTY = 'lanyu';
export const TOWNSHIP = 'landu';
export const YEAR = 2012;

/** The shipped plan. */
export const PLAN = await defaultPlan();
export const EXAMPLE: County = exampleCounty();
const calendar = await shippedCalendar();

/** The shipped plan's dates in {@link YEAR}. */
export const PLAN_2012: ResolvedPlan = resolvePlan(PLAN, { year: YEAR, calendar }).resolved;

/** The example county's township of that name, nine seats, and its rules by the shipped plan. */
export const LANDU: Township = townshipNamed(TOWNSHIP);
export const RULES = resolveRules(PLAN, LANDU);

/** A clock on which the plan begins at the wall's `wallStart`, at one plan day in `msPerPlanDay` wall milliseconds. */
export function trialClock(wallStart: number, msPerPlanDay: number, firstDay: PlanDate = PLAN_2012.firstDay): PlanClock {
  return { kind: 'trial', planStart: instantOf(firstDay), wallStart, msPerPlanDay };
}

/** What a township's run is started with, by the shipped plan. */
export function townshipInput(change: Partial<TownshipInput> = {}): TownshipInput {
  return {
    campaign: `${COUNTY}-${YEAR}`,
    county: COUNTY,
    township: TOWNSHIP,
    body: 'COMMITTEE',
    clock: { kind: 'live' },
    plan: PLAN_2012,
    rules: RULES,
    ...change,
  };
}

/** Somebody of this role: the first, or another one; at the role's own unit unless another is named. */
export function actor(role: Role, which = 1, unit?: string, township: string = TOWNSHIP): Actor {
  const own = role === 'administrator' ? '*' : isTownshipRole(role) ? townshipUnit(COUNTY, township) : COUNTY;
  const at = isTownshipRole(role) ? `${role}-${township}` : role;
  return { account: `${at}-${which}`, role, unit: unit ?? own };
}

function townshipNamed(id: string): Township {
  const found = EXAMPLE.townships.find((one) => one.id === id);
  if (!found) throw new Error(`the example county has no township ${id}`);
  return found;
}

/** What a run is started with by the app: its input, and the voucher for it. */
export function vouchedStart<I>({ vouchers }: { readonly vouchers: Pick<Vouchers, 'sign'> }, workflowId: string, input: I): [I, string] {
  return [input, vouchers.sign({ name: START, workflowId, envelope: input })];
}
