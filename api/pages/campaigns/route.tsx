import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { hasDeadlines, planTimeAt } from '../../../domain/clock.ts';
import { type Actor, isTownshipRole } from '../../../domain/roles.ts';
import { markOf } from '../../../domain/texts/campaign-marks.ts';
import type { Language } from '../../../domain/texts/notices.ts';
import { type Campaign, listCampaigns } from '../../../store/campaigns.ts';
import { countyOf, mayList, STARTERS } from '../../access/campaign-access.ts';
import { maySee } from '../../access/township-view.ts';
import { campaignPath } from '../paths.ts';
import { get, type Route, shown } from '../routing/route.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { type CampaignRow, CampaignsPage } from './view.tsx';

/** The campaigns that the reader has to do with, newest first. */
export const campaignRoutes: readonly Route[] = [
  get('/campaigns', async ({ actor, language }, { store, now }) => {
    const seen = (await listCampaigns(store, countyOf(actor))).filter((one) => takesPart(actor, one) || mayList(actor, one.county));
    const mayStart = (STARTERS as readonly string[]).includes(actor.role);
    const rows = seen.map((campaign) => rowOf(campaign, actor, now(), language));
    return shown({ title: translator(language)(countyTexts.campaigns), body: <CampaignsPage campaigns={rows} mayStart={mayStart} /> });
  }),
];

/** County bodies and auditors have to do with every campaign of the county; a township's people with those it takes part in. */
function takesPart(actor: Actor, { county, townships }: Campaign): boolean {
  if (!isTownshipRole(actor.role)) return maySee(actor, county);
  return townships.some(({ id }) => maySee(actor, county, id));
}

function rowOf({ _id, title, county, countyName, year, clock }: Campaign, actor: Actor, wall: number, language: Language): CampaignRow {
  const today = hasDeadlines(clock) ? { today: dateOf(planTimeAt(clock, wall)) } : {};
  const row = { title, county: countyName, year, mark: markOf(clock, language), ...today };
  return maySee(actor, county) ? { ...row, href: campaignPath(_id) } : row;
}
