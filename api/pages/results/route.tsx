import { tidy } from '../../../domain/language/plain-text.ts';
import { findRevision } from '../../../store/dossiers.ts';
import { findCountyProgress } from '../../../store/progress.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import type { Results } from '../../documents/results.ts';
import { publishResults } from '../../use-cases/publish-results.ts';
import { line, prose } from '../../use-cases/typed-text.ts';
import type { PageDeps } from '../deps.ts';
import { campaignPath, commandPath, countyItemPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { refusedPage } from '../shared/outcome.tsx';
import { notTaken } from '../shared/told.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { ResultsPage, type ResultsView } from './view.tsx';

const TITLE = line(200);
const TEXT = prose(20_000);

/** The results document: written by county staff once the last month is signed, read by everybody of the county. */
export const resultsRoutes: readonly Route[] = [
  get('/campaigns/:campaign/results', async (visit, deps) => resultsPage(visit, deps)),

  post(
    '/campaigns/:campaign/results',
    async (visit, deps) => {
      const { request, actor, language } = visit;
      const t = translator(language);
      const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
      const form = formOf(request);
      const nonce = nonceOf(form);
      const results: Results = { title: tidy(typed(form, 'title')), text: tidy(typed(form, 'text')) };
      const mistakes: Mistake[] = [
        ...(TITLE.safeParse(results.title).success ? [] : [{ field: 'title', text: t(countyTexts.titleMissing) }]),
        ...(TEXT.safeParse(results.text).success ? [] : [{ field: 'text', text: t(countyTexts.textMissing) }]),
      ];
      if (mistakes.length > 0) return resultsPage(visit, deps, { results, mistakes }, 422);
      const outcome = await publishResults(deps, actor, { campaign, nonce, results });
      // A colleague was faster, or it is not the time: a text of hours is not lost.
      if (outcome.kind === 'refused') {
        const kept = { href: countyItemPath(campaign._id, 'results'), comment: `${results.title}\n\n${results.text}` };
        return refusedPage(visit, outcome, { campaign, kept });
      }
      const told = notTaken(outcome, language);
      return told ? resultsPage(visit, deps, { results, mistakes: [told.mistake] }, told.status) : redirect(commandPath(nonce));
    },
    { sends: { county: 'publish' } },
  ),
];

interface Again {
  readonly results: Results;
  readonly mistakes: readonly Mistake[];
}

async function resultsPage({ request, actor, language }: PageRequest, deps: PageDeps, again?: Again, status = 200): Promise<PageAnswer> {
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  const progress = await findCountyProgress(deps.store, campaign.workflowId);
  const item = progress?.state.items.find((one) => one.id === 'results');
  const revision = item?.status === 'passed' && item.document ? await findRevision(deps.store, item.document.revision) : undefined;
  const writes = item?.status === 'open' && actor.role === 'county-league';
  const view: ResultsView = {
    back: campaignPath(campaign._id),
    record: campaign.clock.kind === 'record',
    mistakes: again?.mistakes ?? [],
    ...(revision
      ? { published: { ...(revision.dossier as Results), docx: `${countyItemPath(campaign._id, 'results')}/results.docx` } }
      : {}),
    ...(writes
      ? {
          form: {
            action: countyItemPath(campaign._id, 'results'),
            nonce: newNonce(),
            title: again?.results.title ?? '',
            text: again?.results.text ?? '',
          },
        }
      : {}),
  };
  const title = translator(language)(countyTexts.results);
  return shown({ status, title, campaign, wrong: status !== 200, body: <ResultsPage {...view} /> });
}
