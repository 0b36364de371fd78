import { mayRead } from '../../../domain/authority/reading.ts';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { monthPhrase } from '../../../domain/language/days.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { type CountyReport, findCountyReport } from '../../../store/county-reports.ts';
import { findCountyProgress } from '../../../store/progress.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { found } from '../../http/request-error.ts';
import { sendCountyMessage } from '../../use-cases/county-messages.ts';
import type { PageDeps } from '../deps.ts';
import { campaignPath, commandPath, countyItemPath, townshipPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { PageError } from '../routing/page-error.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { notTaken } from '../shared/told.ts';
import { dayText } from '../ui/dates.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { ReportPage, type ReportView } from './view.tsx';

/** A month's county report: compiled, looked at, signed, which sends it to the organization department. */
export const countyReportRoutes: readonly Route[] = [
  get('/campaigns/:campaign/reports/:month', async (visit, deps) => reportPage(visit, deps)),

  post(
    '/campaigns/:campaign/reports/:month',
    async (visit, deps) => {
      const { request, actor, language } = visit;
      const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
      const form = formOf(request);
      const nonce = nonceOf(form);
      const body = { item: `county-report/${String(request.params['month'])}`, digest: typed(form, 'digest') };
      const told = notTaken(await sendCountyMessage(deps, actor, { campaign, name: 'sign', nonce, body }), language);
      return told ? reportPage(visit, deps, { mistakes: [told.mistake] }, told.status) : redirect(commandPath(nonce));
    },
    { sends: { county: 'sign' } },
  ),
];

interface Again {
  readonly mistakes?: readonly Mistake[];
}

async function reportPage({ request, actor, language }: PageRequest, deps: PageDeps, again: Again = {}, status = 200): Promise<PageAnswer> {
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  // It tells of every township: for the county's bodies and auditors.
  if (!mayRead(actor, 'county-documents', campaign.county)) throw new PageError('notFound');
  const month = String(request.params['month']);
  const progress = await findCountyProgress(deps.store, campaign.workflowId);
  const item = found(progress?.state.items.find((one) => one.id === `county-report/${month}`));
  const report = await findCountyReport(deps.store, campaign.workflowId, month);
  const t = translator(language);
  const names = new Map(campaign.townships.map(({ id, name }) => [id, name]));
  const told = item.done
    ? t(countyTexts.reportSent(dayText(dateOf(item.done.at), language)))
    : t(item.status === 'open' ? countyTexts.reportWaits : countyTexts.reportNotYet);
  const view: ReportView = {
    title: itemTitle(item.id, language),
    told,
    done: item.done !== null,
    back: campaignPath(campaign._id),
    mistakes: again.mistakes ?? [],
    ...(report
      ? {
          files: {
            docx: `${countyItemPath(campaign._id, item.id)}/report.docx`,
            xlsx: `${countyItemPath(campaign._id, item.id)}/report.xlsx`,
          },
          report: {
            ...countsOf(report),
            rows: report.townships.map(({ township, months, stage, level }) => ({
              township: names.get(township) ?? township,
              href: townshipPath(campaign._id, township),
              months: months.map((one) => ({ ...one, month: monthPhrase(one.month, language) })),
              stage: stage ? itemTitle(stage, language) : '',
              level,
            })),
          },
        }
      : {}),
    ...(item.status === 'open' && actor.role === 'county-league' && item.document
      ? { sign: { action: countyItemPath(campaign._id, item.id), nonce: newNonce(), digest: item.document.digest } }
      : {}),
  };
  const body = <ReportPage {...view} />;
  return shown({ status, title: view.title, campaign, wrong: status !== 200, body });
}

function countsOf({ counts }: CountyReport) {
  const count = (name: string) => counts[name] ?? 0;
  return { units: count('units'), onTime: count('onTime'), late: count('late'), missing: count('missing') };
}
