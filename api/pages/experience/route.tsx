import { Feed } from 'feed';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { seenCampaign } from '../../access/seen-campaign.ts';
import { pageOf, rowsOf } from '../../http/paging.ts';
import { type Experience, listExperiences } from '../../use-cases/experiences.ts';
import { campaignPath } from '../paths.ts';
import { pageNumberOf } from '../routing/form.ts';
import { get, openGet, type Route, shown } from '../routing/route.ts';
import { dayText } from '../ui/dates.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { ExperiencePage, type ExperienceView } from './view.tsx';

const FEED = '/experience.atom';
/** A feed tells of what is new; what is older stands on the page. */
const NEWEST = { skip: 0, limit: 100 };

/** The exchange of experience: for everybody, with a feed; a rehearsal's own for those who take part. */
export const experienceRoutes: readonly Route[] = [
  openGet('/experience', async ({ request, language }, deps) => {
    const query = { page: pageNumberOf(request) };
    const { rows, ...place } = pageOf(await listExperiences(deps, rowsOf(query)), query);
    const experiences = rows.map((one) => viewOf(one, language));
    const body = <ExperiencePage experiences={experiences} feed={FEED} path="/experience" {...place} />;
    return shown({ title: translator(language)(countyTexts.exchange), body });
  }),

  openGet(FEED, async (_visit, deps) => ({
    kind: 'content',
    type: 'application/atom+xml; charset=utf-8',
    content: feedOf(await listExperiences(deps, NEWEST), deps.publicUrl),
  })),

  get('/campaigns/:campaign/experience', async ({ request, actor, language }, deps) => {
    const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
    const query = { page: pageNumberOf(request) };
    const { rows, ...place } = pageOf(await listExperiences(deps, rowsOf(query), campaign), query);
    const experiences = rows.map((one) => viewOf(one, language));
    const path = `${campaignPath(campaign._id)}/experience`;
    return shown({
      title: translator(language)(countyTexts.exchange),
      campaign,
      body: <ExperiencePage experiences={experiences} path={path} {...place} />,
    });
  }),
];

function idOf({ campaign, township }: Experience): string {
  return `${campaign._id}-${township}`;
}

function viewOf(one: Experience, language: Language): ExperienceView {
  const { title, text, campaign, townshipName, at } = one;
  return { id: idOf(one), title, text, place: `${campaign.countyName} ${townshipName}`, day: dayText(dateOf(at), language) };
}

function feedOf(experiences: readonly Experience[], publicUrl: string): string {
  const page = `${publicUrl}/experience`;
  const feed = new Feed({
    id: page,
    link: page,
    title: countyTexts.exchange.zh,
    language: 'zh-Hans',
    copyright: '',
    updated: new Date(experiences[0]?.at ?? 0),
    feedLinks: { atom: `${publicUrl}${FEED}` },
  });
  for (const one of experiences) {
    const link = `${page}#${idOf(one)}`;
    const place = `${one.campaign.countyName} ${one.townshipName}`;
    feed.addItem({
      id: link,
      link,
      title: one.title,
      description: place,
      content: escaped(one.text),
      date: new Date(one.at),
      author: [{ name: place }],
    });
  }
  return feed.atom1();
}

/** The feed's content is HTML: what people typed stays text. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br/>');
}
