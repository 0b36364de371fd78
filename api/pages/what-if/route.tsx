import type { Language } from '../../../domain/language/sentence.ts';
import { readNumber } from '../../../domain/language/typed-values.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import type { Supposition } from '../../../domain/process/forecast.ts';
import { STAGE_IDS, stageIdSchema } from '../../../domain/stages/stages.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import { campaignWithDates, FORECAST_READERS, SLIP_DAYS, type SupposedTownship, supposeThat } from '../../use-cases/what-if.ts';
import { campaignPath } from '../paths.ts';
import { get, type Route, shown } from '../routing/route.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { type SupposedView, WhatIfPage, type WhatIfView } from './view.tsx';

/** What becomes of the dates if a stage slips or a congress fails; for those who see the whole county. */
export const whatIfRoutes: readonly Route[] = [
  get(
    '/campaigns/:campaign/what-if',
    async ({ request, actor, language }, deps) => {
      const campaign = await campaignWithDates(deps, actor, String(request.params['campaign']));
      const t = translator(language);
      const asked = (name: string) => (typeof request.query[name] === 'string' ? request.query[name].trim() : '');
      const typed = { what: asked('what') || 'slip', stage: asked('stage'), days: asked('days'), township: asked('township') };
      const { supposed, mistakes } = asked('what') === '' ? { mistakes: [] } : read(typed, language);
      const only = campaign.townships.some(({ id }) => id === typed.township) ? typed.township : undefined;
      const found = supposed ? await supposeThat(deps, campaign, supposed, only) : undefined;
      const back = campaignPath(campaign._id);
      const view: WhatIfView = {
        action: `${back}/what-if`,
        back,
        typed,
        mistakes,
        stages: STAGE_IDS.map((id) => ({ value: id, label: itemTitle(id, language) })),
        townships: campaign.townships.map(({ id, name }) => ({ value: id, label: name })),
        ...(found ? { supposed: supposedViews(found, campaign, language) } : {}),
      };
      const wrong = mistakes.length > 0;
      return shown({ status: wrong ? 422 : 200, wrong, campaign, title: t(countyTexts.whatIf), body: <WhatIfPage {...view} /> });
    },
    { roles: FORECAST_READERS },
  ),
];

function read(
  { what, stage, days }: WhatIfView['typed'],
  language: Language,
): { readonly supposed?: Supposition; readonly mistakes: readonly Mistake[] } {
  const t = translator(language);
  if (what === 'congress-fails') return { supposed: { kind: 'congress-fails' }, mistakes: [] };
  const id = stageIdSchema.safeParse(stage);
  const count = readNumber(days);
  const daysRight = typeof count === 'number' && Number.isInteger(count) && count >= SLIP_DAYS.least && count <= SLIP_DAYS.most;
  const mistakes = [
    ...(id.success ? [] : [{ field: 'stage', text: t(countyTexts.ifStageMissing) }]),
    ...(daysRight ? [] : [{ field: 'days', text: t(countyTexts.ifDaysWrong) }]),
  ];
  return id.success && daysRight ? { supposed: { kind: 'slip', stage: id.data, days: count }, mistakes } : { mistakes };
}

/** The townships of a supposition in the reader's words. */
export function supposedViews(found: readonly SupposedTownship[], campaign: Campaign, language: Language): SupposedView[] {
  const names = new Map(campaign.townships.map(({ id, name }) => [id, name]));
  return found.map(({ township, moved, ends }) => ({
    name: names.get(township) ?? township,
    ends,
    rows: moved.map(({ before, after }) => ({
      item: itemTitle(after.item, language),
      due: { before: before.due, after: after.due },
      passes: { before: before.passes, after: after.passes },
    })),
  }));
}
