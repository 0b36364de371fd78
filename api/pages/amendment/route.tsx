import { stringify } from 'yaml';
import { hasDeadlines } from '../../../domain/calendar/clock.ts';
import { isPlainText, tidy } from '../../../domain/language/plain-text.ts';
import type { Plan } from '../../../domain/plan/plan-schema.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import { findUpload, keepUpload } from '../../../store/uploads.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { found } from '../../http/request-error.ts';
import { type AmendmentResult, amendPlan, planInForce, previewAmendment } from '../../use-cases/amend-plan.ts';
import { fileRead } from '../../use-cases/parsing/files.ts';
import { refusalText } from '../../use-cases/refusal-text.ts';
import { COMMENT_MAX } from '../../use-cases/typed-text.ts';
import { supposeThat } from '../../use-cases/what-if.ts';
import type { PageDeps } from '../deps.ts';
import { campaignPath, commandPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { download, get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { fileOf, type UploadedFile, uploadParser } from '../routing/upload.ts';
import { notTaken } from '../shared/told.ts';
import { linesOf } from '../start-campaign/route.tsx';
import { FileFormPage } from '../start-campaign/view.tsx';
import type { Mistake } from '../ui/error-summary.tsx';
import { colon } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { supposedViews } from '../what-if/route.tsx';
import { AmendmentPage, type AmendmentView } from './view.tsx';

const COUNTY = { roles: ['county-league'] } as const;

/** Amending the plan while townships run: upload it, see what changes and whom it reaches, confirm with a reason. */
export const amendmentRoutes: readonly Route[] = [
  get('/campaigns/:campaign/amendment', async (visit, deps) => filePage(visit, await campaignOf(visit, deps), []), COUNTY),

  // To be changed with an editor and uploaded again: nobody needs the file that the installation was set up with.
  get(
    '/campaigns/:campaign/plan.yaml',
    async (visit, deps) => {
      const plan = await planInForce(deps, await campaignOf(visit, deps));
      const head = `# ${plan.title.zh}：现行第 ${plan.version} 版。修改后把 version 改为 ${plan.version + 1}，再上传。\n`;
      const content = Buffer.from(`${head}${stringify(plan, { lineWidth: 0 })}`);
      return download({ filename: `plan-${plan.version}.yaml`, type: 'application/yaml; charset=utf-8', content });
    },
    COUNTY,
  ),

  post(
    '/campaigns/:campaign/amendment/preview',
    async (visit, deps) => {
      const campaign = await campaignOf(visit, deps);
      const file = fileOf(visit.request);
      if (!file) return filePage(visit, campaign, [{ field: 'file', text: translator(visit.language)(countyTexts.fileMissing) }]);
      const read = await readAmended(visit, deps, campaign, file);
      if ('mistakes' in read) return filePage(visit, campaign, read.mistakes);
      const upload = await keepUpload(deps.store, { account: visit.person._id, ...file, now: new Date(deps.now()) });
      return changesPage(visit, deps, { campaign, plan: read.plan, upload, reason: '' });
    },
    { ...COUNTY, parser: uploadParser(), sends: { county: 'amendPlan' } },
  ),

  post('/campaigns/:campaign/amendment', async (visit, deps) => amend(visit, deps), {
    ...COUNTY,
    redraw: { do: 'change' },
    sends: { county: 'amendPlan' },
  }),
];

/** The campaign; a record of the past has no dates to amend. @throws PageError notFound */
async function campaignOf({ request, actor }: PageRequest, deps: PageDeps): Promise<Campaign> {
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  return found(hasDeadlines(campaign.clock) ? campaign : undefined);
}

/** The amended plan, or everything that keeps it from being one. */
async function readAmended(
  { actor, language }: PageRequest,
  deps: PageDeps,
  campaign: Campaign,
  file: UploadedFile,
): Promise<{ readonly plan: Plan } | { readonly mistakes: readonly Mistake[] }> {
  const read = await fileRead(actor.account, 'readPlanFile', file.content);
  if ('problems' in read) {
    return {
      mistakes: linesOf(read.problems, language).map(({ place, text }) => ({
        field: 'file',
        text: place ? `${place}${translator(language)(colon)}${text}` : text,
      })),
    };
  }
  const { version } = await planInForce(deps, campaign);
  if (read.plan.version > version) return read;
  return { mistakes: [{ field: 'file', text: translator(language)(countyTexts.versionLow(version)) }] };
}

async function amend(visit: PageRequest, deps: PageDeps): Promise<PageAnswer> {
  const { request, actor, person, language } = visit;
  const t = translator(language);
  const campaign = await campaignOf(visit, deps);
  const form = formOf(request);
  const [upload, nonce, reason] = [typed(form, 'upload'), nonceOf(form), tidy(typed(form, 'reason'))];
  const file = await findUpload(deps.store, { id: upload, account: person._id });
  const read = file && (await fileRead(actor.account, 'readPlanFile', file.content));
  if (!read || 'problems' in read) return filePage(visit, campaign, [{ field: 'file', text: t(countyTexts.uploadGone) }]);
  const shownAgain = { campaign, plan: read.plan, upload, reason };
  if (typed(form, 'do') === 'change') return changesPage(visit, deps, shownAgain);
  if (reason === '' || reason.length > COMMENT_MAX || !isPlainText(reason, true)) {
    return changesPage(visit, deps, { ...shownAgain, mistakes: [{ field: 'reason', text: t(countyTexts.amendReasonMissing) }] }, 422);
  }
  const result = await amendPlan(deps, actor, { campaign, nonce, plan: read.plan, reason });
  const told = notTaken(result.county, language);
  if (told) return changesPage(visit, deps, { ...shownAgain, mistakes: [told.mistake] }, told.status);
  if (result.county.kind !== 'recorded') return redirect(commandPath(nonce));
  return changesPage(visit, deps, { ...shownAgain, nonce, result });
}

function filePage({ language }: PageRequest, campaign: Campaign, mistakes: readonly Mistake[]): PageAnswer {
  const t = translator(language);
  const back = campaignPath(campaign._id);
  const title = t(countyTexts.amend);
  const wrong = mistakes.length > 0;
  const view = { action: `${back}/amendment/preview`, title, hint: t(countyTexts.amendHint), submit: t(countyTexts.check), back, mistakes };
  const plan = { href: `${back}/plan.yaml`, text: t(countyTexts.planDownload) };
  const body = <FileFormPage {...view} label={t(countyTexts.planFile)} downloads={[plan]} />;
  return shown({ status: wrong ? 422 : 200, title, wrong, campaign, body });
}

interface Shown {
  readonly campaign: Campaign;
  readonly plan: Plan;
  readonly upload: string;
  /** Of the press that is being told of; a form to be changed and sent again has one of its own. */
  readonly nonce?: string;
  readonly reason: string;
  readonly mistakes?: readonly Mistake[];
  readonly result?: AmendmentResult;
}

async function changesPage({ language }: PageRequest, deps: PageDeps, given: Shown, status = 200): Promise<PageAnswer> {
  const { campaign, plan, upload, reason, nonce = newNonce(), mistakes = [], result } = given;
  const preview = result ? undefined : await previewAmendment(deps, campaign, plan);
  const changes = preview?.changes ?? [];
  const supposed = preview && (await supposeThat(deps, campaign, { kind: 'amendment', amendment: preview.amendment }));
  const back = campaignPath(campaign._id);
  const view: AmendmentView = {
    back,
    mistakes,
    reason,
    action: `${back}/amendment`,
    hidden: { upload, nonce },
    changes: changes.map(({ path, before, after, reaches }) => ({ path, reaches, before: valueText(before), after: valueText(after) })),
    ...(supposed ? { supposed: supposedViews(supposed, campaign, language) } : {}),
    ...(result ? { told: toldOf(result, campaign, language) } : {}),
  };
  const title = translator(language)(result ? countyTexts.amended : countyTexts.changes);
  return shown({ status, title, campaign, wrong: mistakes.length > 0, body: <AmendmentPage {...view} /> });
}

function toldOf({ townships }: AmendmentResult, campaign: Campaign, language: PageRequest['language']): NonNullable<AmendmentView['told']> {
  const t = translator(language);
  const names = new Map(campaign.townships.map(({ id, name }) => [id, name]));
  const rows = townships.map(({ township, outcome }) => ({
    name: names.get(township) ?? township,
    done: outcome.kind === 'recorded',
    text:
      outcome.kind === 'recorded'
        ? t(countyTexts.tookEffect)
        : outcome.kind === 'refused'
          ? refusalText(outcome.code, outcome.details, language)
          : t(countyTexts.notYet),
  }));
  return { done: rows.filter(({ done }) => done).length, townships: rows };
}

function valueText(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
