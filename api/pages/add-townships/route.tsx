import { seenCampaign } from '../../access/seen-campaign.ts';
import { addTownships, NothingToAddError, refuseEnroller } from '../../use-cases/add-townships.ts';
import { readUpload } from '../../use-cases/county-file.ts';
import type { Outcome } from '../../use-cases/outcome.ts';
import type { PageDeps } from '../deps.ts';
import { campaignPath, commandPath } from '../paths.ts';
import { formOf, newNonce, nonceOf } from '../routing/form.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { fileOf, uploadParser } from '../routing/upload.ts';
import { notTaken } from '../shared/told.ts';
import { linesOf } from '../start-campaign/route.tsx';
import { FileFormPage } from '../start-campaign/view.tsx';
import type { Mistake } from '../ui/error-summary.tsx';
import { colon } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';

/** Townships that join a campaign later in the year. */
export const addTownshipsRoutes: readonly Route[] = [
  get('/campaigns/:campaign/townships/new', async (visit, deps) => filePage(visit, deps, []), { roles: ['county-league'] }),

  post('/campaigns/:campaign/townships', async (visit, deps) => add(visit, deps), {
    roles: ['county-league'],
    parser: uploadParser(),
    formAt: 'townships/new',
    sends: { county: 'enrol' },
  }),
];

async function add(visit: PageRequest, deps: PageDeps): Promise<PageAnswer> {
  const { request, actor, language } = visit;
  const t = translator(language);
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  const nonce = nonceOf(formOf(request));
  const file = fileOf(request);
  if (!file) return filePage(visit, deps, [{ field: 'file', text: t(countyTexts.fileMissing) }]);
  const { county, problems } = await readUpload(file, { ...actor, unit: campaign.county }, deps.plan);
  if (!county || problems.length > 0) {
    const mistakes = linesOf(problems, language).map(({ place, text }) => ({
      field: 'file',
      text: place ? `${place}${translator(language)(colon)}${text}` : text,
    }));
    return filePage(visit, deps, mistakes);
  }
  const outcome: Outcome | 'nothing' =
    (await refuseEnroller(deps, actor, { campaign, nonce })) ??
    (await addTownships(deps, actor, { campaign, nonce, county }).catch((error: unknown) => {
      if (error instanceof NothingToAddError) return 'nothing' as const;
      throw error;
    }));
  if (outcome === 'nothing') return filePage(visit, deps, [{ field: 'file', text: t(countyTexts.nothingToAdd) }]);
  const told = notTaken(outcome, language);
  return told ? filePage(visit, deps, [told.mistake], told.status) : redirect(commandPath(nonce));
}

async function filePage(
  { request, actor, language }: PageRequest,
  deps: PageDeps,
  mistakes: readonly Mistake[],
  status?: number,
): Promise<PageAnswer> {
  const t = translator(language);
  const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
  const back = campaignPath(campaign._id);
  const title = t(countyTexts.addTownships);
  const wrong = mistakes.length > 0;
  const view = {
    action: `${back}/townships`,
    title,
    hint: t(countyTexts.addTownshipsHint),
    submit: t(countyTexts.add),
    back,
    mistakes,
    // One file, one press: what was sent with an earlier one stays what it was.
    hidden: { nonce: newNonce() },
  };
  return shown({
    status: status ?? (wrong ? 422 : 200),
    title,
    wrong,
    campaign,
    body: <FileFormPage {...view} />,
  });
}
