import { Feed } from 'feed';
import { dateOf } from '../../domain/calendar/plan-date.ts';
import type { Language } from '../../domain/texts/notices.ts';
import { seenCampaign } from '../json/boards.ts';
import { type Experience, listExperiences } from '../process/experiences.ts';
import { dayText } from '../web/dates.ts';
import { ExperiencePage, type ExperienceView } from '../web/experience-page.tsx';
import { translator } from '../web/texts/bilingual.ts';
import { countyTexts } from '../web/texts/county.ts';
import { get, openGet, type Route, shown } from './route.ts';

const FEED = '/experience.atom';

/** The exchange of experience: for everybody, with a feed; a rehearsal's own for those who take part. */
export const experienceRoutes: readonly Route[] = [
  openGet('/experience', async ({ language }, deps) => {
    const experiences = (await listExperiences(deps)).map((one) => viewOf(one, language));
    return shown({ title: translator(language)(countyTexts.exchange), body: <ExperiencePage experiences={experiences} feed={FEED} /> });
  }),

  openGet(FEED, async (_visit, deps) => ({
    kind: 'content',
    type: 'application/atom+xml; charset=utf-8',
    content: feedOf(await listExperiences(deps), deps.publicUrl),
  })),

  get('/campaigns/:campaign/experience', async ({ request, actor, language }, deps) => {
    const campaign = await seenCampaign(deps, actor, String(request.params['campaign']));
    const experiences = (await listExperiences(deps, campaign)).map((one) => viewOf(one, language));
    const trial = campaign.clock.kind === 'trial';
    return shown({ title: translator(language)(countyTexts.exchange), trial, body: <ExperiencePage experiences={experiences} /> });
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
