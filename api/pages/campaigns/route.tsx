import { mayRead } from '../../../domain/authority/reading.ts';
import { markOf } from '../../../domain/calendar/campaign-marks.ts';
import { hasDeadlines, planTimeAt } from '../../../domain/calendar/clock.ts';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import type { Actor } from '../../../domain/roles.ts';
import type { Campaign } from '../../../store/campaigns.ts';
import { listSeenCampaigns, STARTERS } from '../../access/campaign-access.ts';
import { campaignPath } from '../paths.ts';
import { get, type Route, shown } from '../routing/route.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { type CampaignRow, CampaignsPage } from './view.tsx';

/** The campaigns that the reader has to do with, newest first. */
export const campaignRoutes: readonly Route[] = [
  get('/campaigns', async ({ actor, language }, { store, now }) => {
    const seen = await listSeenCampaigns(store, actor);
    const mayStart = (STARTERS as readonly string[]).includes(actor.role);
    const rows = seen.map((campaign) => rowOf(campaign, actor, now(), language));
    return shown({ title: translator(language)(countyTexts.campaigns), body: <CampaignsPage campaigns={rows} mayStart={mayStart} /> });
  }),
];

function rowOf({ _id, title, county, countyName, year, clock }: Campaign, actor: Actor, wall: number, language: Language): CampaignRow {
  const today = hasDeadlines(clock) ? { today: dateOf(planTimeAt(clock, wall)) } : {};
  const row = { title, county: countyName, year, mark: markOf(clock, language), ...today };
  return mayRead(actor, 'county', county) ? { ...row, href: campaignPath(_id) } : row;
}
