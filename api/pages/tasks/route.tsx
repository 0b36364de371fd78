import { markOf } from '../../../domain/calendar/campaign-marks.ts';
import { type CampaignKind, planTimeAt } from '../../../domain/calendar/clock.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { latestReturned } from '../../use-cases/plan-return.ts';
import { type Task, tasksOf } from '../../use-cases/tasks.ts';
import { countyItemPath, waitingPath } from '../paths.ts';
import { get, type PageRequest, type Route, redirect, shown } from '../routing/route.ts';
import { dueIn } from '../shared/plan-days.ts';
import { againText } from '../shared/round-before.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { tasksTexts } from './texts.ts';
import { type TaskRow, TasksPage } from './view.tsx';

/** What waits for the reader's body. Those for whom nothing ever waits begin with the campaigns. */
export const taskRoutes: readonly Route[] = [
  get('/', async ({ actor, language }, deps) => {
    if (actor.role === 'auditor' || actor.role === 'administrator') return redirect('/campaigns');
    const tasks = await tasksOf(deps, actor);
    const returned = actor.role === 'county-league' ? await latestReturned(deps, actor.unit) : undefined;
    const rows = tasks.map((task) => rowOf(task, deps.now(), language));
    return shown({
      title: translator(language)(tasksTexts.title),
      about: kindOfAll(tasks),
      body: <TasksPage tasks={rows} {...(returned ? { returned: returnedOf(returned, language) } : {})} />,
    });
  }),
];

/** What all of them are, where they are the same. */
function kindOfAll(tasks: readonly Task[]): CampaignKind | undefined {
  const kinds = new Set(tasks.map(({ campaign }) => campaign.clock.kind));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

function returnedOf({ campaign, reason }: NonNullable<Awaited<ReturnType<typeof latestReturned>>>, language: PageRequest['language']) {
  return {
    href: countyItemPath(campaign._id, 'plan'),
    campaign: campaign.title,
    mark: markOf(campaign.clock, language),
    ...(reason ? { reason } : {}),
  };
}

function rowOf(
  { campaign, township, item, kind, round, due, held, notByMe, again, settles }: Task,
  wall: number,
  language: PageRequest['language'],
): TaskRow {
  return {
    href: township ? waitingPath(campaign._id, township.id, item) : countyItemPath(campaign._id, item),
    item: itemTitle(item, language),
    place: township?.name ?? campaign.countyName,
    campaign: campaign.title,
    mark: markOf(campaign.clock, language),
    kind: settles ? 'settle' : kind,
    round,
    ...dueIn(due, planTimeAt(campaign.clock, wall)),
    ...(held ? { held } : {}),
    notByMe,
    ...(again ? { again: againText(again, language) } : {}),
  };
}
