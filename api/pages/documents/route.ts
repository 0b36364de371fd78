import { mayRead } from '../../../domain/authority/reading.ts';
import type { County } from '../../../domain/county/county-schema.ts';
import { monthPhrase } from '../../../domain/language/days.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import { findCountyReport } from '../../../store/county-reports.ts';
import { findRevision } from '../../../store/dossiers.ts';
import { findCountyProgress, listTownshipProgress } from '../../../store/progress.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { countyReportDocx, countyReportXlsx } from '../../documents/county-report.ts';
import { type Results, resultsDocx, type TownshipSummary } from '../../documents/results.ts';
import { found } from '../../http/request-error.ts';
import type { PageDeps } from '../deps.ts';
import { PageError } from '../routing/page-error.ts';
import { download, get, type PageAnswer, type PageRequest, type Route } from '../routing/route.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Documents that offices file: the county report as text and as figures, the results document. */
export const documentRoutes: readonly Route[] = [
  get('/campaigns/:campaign/reports/:month/report.docx', async (visit, deps) => countyReport(visit, deps, 'docx')),
  get('/campaigns/:campaign/reports/:month/report.xlsx', async (visit, deps) => countyReport(visit, deps, 'xlsx')),

  get('/campaigns/:campaign/results/results.docx', async (visit, deps) => {
    const campaign = await seenCampaign(deps, visit.actor, String(visit.request.params['campaign']));
    const { item, document } = await countyItem(deps, campaign, 'results');
    const revision = found(item.status === 'passed' && document ? await findRevision(deps.store, document.revision) : undefined);
    const results = revision.dossier as Results;
    const { countyLeague, organizationDepartment, municipalLeague } = await bodiesOf(deps, campaign);
    const given = {
      campaign,
      results,
      item,
      countyLeague,
      copies: [...(municipalLeague ? [municipalLeague] : []), organizationDepartment],
      townships: await summariesOf(deps, campaign),
    };
    return download({ filename: `${results.title}.docx`, type: DOCX, content: await resultsDocx(given) });
  }),
];

async function countyReport({ request, actor }: PageRequest, deps: PageDeps, form: 'docx' | 'xlsx'): Promise<PageAnswer> {
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  // It tells of every township: for the county's bodies and auditors.
  if (!mayRead(actor, 'county-documents', campaign.county)) throw new PageError('notFound');
  const month = String(request.params['month']);
  const report = found(await findCountyReport(deps.store, campaign.workflowId, month));
  const { item } = await countyItem(deps, campaign, `county-report/${month}`);
  const filename = `${campaign.countyName}${monthPhrase(month, 'zh-Hans')}团组织格局创新工作报告.${form}`;
  if (form === 'xlsx') return download({ filename, type: XLSX, content: await countyReportXlsx({ campaign, report }) });
  return download({
    filename,
    type: DOCX,
    content: await countyReportDocx({ campaign, report, item, ...(await bodiesOf(deps, campaign)) }),
  });
}

async function countyItem({ store }: Pick<PageDeps, 'store'>, campaign: Campaign, id: string) {
  const progress = await findCountyProgress(store, campaign.workflowId);
  const item = found(progress?.state.items.find((one) => one.id === id));
  return { item, document: item.document };
}

/** The county file that a campaign was started from. */
export async function countyFileOf(
  { store }: Pick<PageDeps, 'store'>,
  { planRevision }: Pick<Campaign, 'planRevision'>,
): Promise<County | undefined> {
  const revision = await findRevision(store, planRevision);
  return (revision?.dossier as { readonly county?: County } | undefined)?.county;
}

/** Names of the county's bodies, as the county file that the campaign was started from has them. */
async function bodiesOf(deps: Pick<PageDeps, 'store'>, campaign: Campaign) {
  const { countyName } = campaign;
  const county = await countyFileOf(deps, campaign);
  return {
    countyLeague: county?.actors.countyLeague ?? `共青团${countyName}委员会`,
    organizationDepartment: county?.actors.organizationDepartment ?? `中共${countyName}委组织部`,
    municipalLeague: county?.actors.municipalLeague,
    city: county?.city,
  };
}

/** Each township's experience and coverage, of those whose summary was submitted. */
async function summariesOf({ store }: Pick<PageDeps, 'store'>, campaign: Campaign): Promise<TownshipSummary[]> {
  const rows = await listTownshipProgress(store, campaign._id);
  const summaries = await Promise.all(
    campaign.townships.map(async ({ id, name }) => {
      const items = rows.find((row) => row.township === id)?.state.items ?? [];
      const dossierOf = async (stage: string) => {
        const submission = items.find((item) => item.id === stage)?.submission;
        const revision = submission ? await findRevision(store, submission.revision) : undefined;
        return revision?.dossier as Readonly<Record<string, unknown>> | undefined;
      };
      const [survey, functions, summary] = await Promise.all([dossierOf('survey'), dossierOf('functions'), dossierOf('summary')]);
      if (!summary) return [];
      const text = (value: unknown) => (typeof value === 'string' ? value : '');
      const share = (value: unknown) => (typeof value === 'number' ? value : undefined);
      const [before, after] = [share(survey?.['coverageBefore']), share(functions?.['coverageAfter'])];
      return [
        {
          name,
          title: text(summary['title']),
          text: text(summary['text']),
          results: text(summary['results']),
          ...(before === undefined ? {} : { coverageBefore: before }),
          ...(after === undefined ? {} : { coverageAfter: after }),
        },
      ];
    }),
  );
  return summaries.flat();
}
