import type { Language } from '../../../domain/language/sentence.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { type Deadline, deadlinesOf } from '../../../domain/plan/plan-deadlines.ts';
import type { Plan } from '../../../domain/plan/plan-schema.ts';
import { resolvePlan } from '../../../domain/plan/resolve-plan.ts';
import type { ResolvedPlan } from '../../../domain/plan/resolved-plan.ts';
import { stageIdSchema } from '../../../domain/stages/stages.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import { findCountyProgress } from '../../../store/progress.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { planInForce } from '../../use-cases/amend-plan.ts';
import { sendCountyMessage } from '../../use-cases/county-messages.ts';
import { planReturnOf } from '../../use-cases/plan-return.ts';
import { COMMENT_MAX } from '../../use-cases/typed-text.ts';
import { commandsTexts } from '../command/texts.ts';
import type { PageDeps } from '../deps.ts';
import { countyFileOf } from '../documents/route.ts';
import { itemTexts } from '../item/texts.ts';
import { campaignPath, commandPath, countyItemPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { get, type Page, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { refusedPage } from '../shared/outcome.tsx';
import { notTaken } from '../shared/told.ts';
import { ConfirmPage } from '../ui/confirm-page.tsx';
import { dayText } from '../ui/dates.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { type PlanDate, type PlanDecision, PlanPage, type PlanView } from './view.tsx';

/** The county's plan: what it says, and the organization department's decision on it (R93, R96). */
export const countyPlanRoutes: readonly Route[] = [
  get('/campaigns/:campaign/plan', async (visit, deps) => planPage(visit, deps)),

  post(
    '/campaigns/:campaign/plan',
    async (visit, deps) => {
      const { request, actor, language } = visit;
      const t = translator(language);
      const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
      const form = formOf(request);
      const [verdict, reason, digest, nonce] = [typed(form, 'verdict'), typed(form, 'reason').trim(), typed(form, 'digest'), nonceOf(form)];
      const again = { verdict, reason };
      if (verdict !== 'approve' && verdict !== 'return') {
        return planPage(visit, deps, { ...again, mistakes: [{ field: 'verdict', text: t(countyTexts.verdictMissing) }] }, 422);
      }
      if (reason.length > COMMENT_MAX || (verdict === 'return' && reason === '')) {
        return planPage(visit, deps, { ...again, mistakes: [{ field: 'reason', text: t(countyTexts.reasonMissing) }] }, 422);
      }
      if (typed(form, 'do') === 'change') return planPage(visit, deps, again);
      const given = { verdict, reason, digest, nonce, ticked: typed(form, 'ends') === 'on' } as const;
      // Looked over once more, as every decision is; when somebody was faster, the run says so.
      if (await waitsForDecision(deps, campaign)) {
        if (typed(form, 'do') !== 'confirm') return shown(confirmPage(visit, campaign, given));
        const missing = verdict === 'return' && !given.ticked ? t(itemTexts.endsMissing) : undefined;
        if (missing) return shown({ ...confirmPage(visit, campaign, given, { mistake: missing }), status: 422, wrong: true });
      }
      const outcome = await sendCountyMessage(deps, actor, {
        campaign,
        name: 'decidePlan',
        nonce,
        body: { digest, verdict },
        ...(reason ? { comment: reason } : {}),
      });
      // Somebody of the department was faster, or it is not this person's: what was typed is shown beside the reason.
      if (outcome.kind === 'refused') {
        const kept = { href: countyItemPath(campaign._id, 'plan'), ...(reason ? { comment: reason } : {}) };
        return refusedPage(visit, outcome, { campaign, kept });
      }
      const told = notTaken(outcome, language);
      if (!told) return redirect(commandPath(nonce));
      if (told.status !== 503) return planPage(visit, deps, { ...again, mistakes: [told.mistake] }, told.status);
      visit.response.set('retry-after', '5');
      const lost = outcome.kind === 'unavailable' && outcome.lost === true;
      return shown({ ...confirmPage(visit, campaign, given, { unavailable: true }), status: 503, lost });
    },
    { sends: { county: 'decidePlan' } },
  ),
];

async function waitsForDecision({ store }: PageDeps, { workflowId }: Campaign): Promise<boolean> {
  const county = await findCountyProgress(store, workflowId);
  return county?.state.items.find(({ id }) => id === 'plan')?.status === 'submitted';
}

interface Given {
  readonly verdict: 'approve' | 'return';
  readonly reason: string;
  readonly digest: string;
  readonly nonce: string;
  readonly ticked: boolean;
}

/** What was decided, once more; sending the plan back ends the campaign, and asks for a tick. */
function confirmPage(
  { language }: PageRequest,
  campaign: Campaign,
  { verdict, reason, digest, nonce, ticked }: Given,
  { mistake, unavailable = false }: { readonly mistake?: string; readonly unavailable?: boolean } = {},
): Page {
  const t = translator(language);
  const verb = t(verdict === 'approve' ? countyTexts.approve : countyTexts.sendBack);
  const title = t(itemTexts.confirmTitle(verb, t(countyTexts.plan)));
  const sentences = [t(countyTexts.planReturnEnds)];
  const body = (
    <ConfirmPage
      title={title}
      facts={[
        { label: t(commandsTexts.campaign), value: campaign.title },
        { label: t(countyTexts.verdict), value: verb },
        // Nobody is asked for a reason to agree.
        ...(reason === '' ? [] : [{ label: t(verdict === 'return' ? itemTexts.reason : itemTexts.comment), value: reason }]),
      ]}
      action={countyItemPath(campaign._id, 'plan')}
      hidden={{ verdict, reason, digest, nonce }}
      button={t(itemTexts.confirm(verb))}
      {...(verdict === 'return' ? { ending: { sentences, ticked, ...(mistake ? { mistake } : {}) } } : {})}
      unavailable={unavailable}
    />
  );
  return { title, campaign, body };
}

async function planPage(visit: PageRequest, deps: PageDeps, again: Partial<PlanDecision> = {}, status = 200): Promise<PageAnswer> {
  const { request, actor, language } = visit;
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  const [plan, progress, county] = await Promise.all([
    planInForce(deps, campaign),
    findCountyProgress(deps.store, campaign.workflowId),
    countyFileOf(deps, campaign),
  ]);
  const item = progress?.state.items.find((one) => one.id === 'plan');
  const returned = progress ? await planReturnOf(deps, progress) : undefined;
  const waits = item?.status === 'submitted' && actor.role === 'organization-department';
  const view: PlanView = {
    ...viewOf(plan, datesOf(plan, campaign, deps), campaign, county?.actors.countyLeague, language),
    status: item?.status === 'passed' || item?.status === 'returned' || item?.status === 'submitted' ? item.status : 'waiting',
    back: campaignPath(campaign._id),
    ...(returned?.reason ? { reason: returned.reason } : {}),
    ...(waits
      ? {
          decision: {
            action: countyItemPath(campaign._id, 'plan'),
            nonce: newNonce(),
            digest: item.document?.digest ?? '',
            verdict: '',
            reason: '',
            mistakes: [],
            ...again,
          },
        }
      : {}),
  };
  const body = <PlanPage {...view} />;
  return shown({
    status,
    title: translator(language)(countyTexts.plan),
    campaign,
    wrong: status !== 200,
    body,
  });
}

/** As the campaign was started with them, or as they were amended. */
function datesOf(plan: Plan, { amendedPlan, input, year }: Campaign, { calendar }: PageDeps): ResolvedPlan {
  return amendedPlan ? resolvePlan(plan, { year, calendar }).resolved : input.plan;
}

function viewOf(
  plan: Plan,
  dates: ResolvedPlan,
  { townships, year }: Campaign,
  issuer: string | undefined,
  language: Language,
): Omit<PlanView, 'status' | 'back'> {
  const t = translator(language);
  const deadlines = deadlinesOf(dates);
  const rowsOf = (...kinds: Deadline['kind'][]) =>
    deadlines.filter(({ kind }) => kinds.includes(kind)).map((deadline) => dateRow(deadline, plan, language));
  const { count, minInQuota, minOutOfQuota } = plan.leadership.deputies;
  const percent = (bp: number) => `${bp / 100}%`;
  return {
    title: t(plan.title),
    issuer: issuer ?? t(plan.issuer),
    version: plan.version,
    basis: plan.basis.map(t),
    purpose: plan.purpose.map(t),
    dates: rowsOf('stage', 'notice-end'),
    months: rowsOf('monthly-report', 'county-report'),
    rules: [
      t(countyTexts.ruleLeaders(count, minInQuota, minOutOfQuota)),
      t(countyTexts.ruleDifferentials(percent(plan.differential.nomineesBp), percent(plan.differential.formalBp))),
      t(countyTexts.ruleNotice(plan.notice.length, plan.notice.unit === 'WORKING' ? 1 : 0)),
      t(countyTexts.ruleTarget(townships.length, dayText(`${year}-${plan.coverage.targetDate}`, language))),
    ],
    townships: townships.map(({ name }) => name),
  };
}

function dateRow({ item, kind, on, workday, provisional, answerDays }: Deadline, plan: Plan, language: Language): PlanDate {
  const t = translator(language);
  if (kind === 'notice-end') return { name: t(countyTexts.noticeEnd), guidance: '', due: on, ends: true, workday, provisional, answerDays };
  const stage = stageIdSchema.safeParse(item);
  return {
    name: itemTitle(item, language),
    guidance: stage.success ? t(plan.stages[stage.data].guidance) : '',
    due: on,
    workday,
    provisional,
    answerDays,
  };
}
