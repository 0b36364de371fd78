import { answer, submit, tasksOf } from './buttons.ts';
import { answerOf } from './characters.ts';
import type { Task } from './contract.ts';
import type { Performance } from './performance.ts';
import { scriptOf } from './script.ts';
import type { BodyRobot } from './township-robot.ts';

/**
 * Decisions on a system that does nothing else: another campaign, whose clock stands all but still, is played one press
 * at a time, township by township, as far as it goes on its first day. Only the decisions are timed.
 * @returns how many decisions were made; their times are in the ledger
 */
export async function decideOneByOne(performance: Performance, robots: readonly BodyRobot[], wanted: number): Promise<number> {
  const script = scriptOf(undefined, performance.half.plan.year, performance.half.calendar);
  const today = performance.watch.today();
  let made = 0;
  for (let moved = true; moved && made < wanted; ) {
    moved = false;
    for (const robot of robots) {
      const [session] = robot.sessions;
      for (const task of (await tasksOf(performance, session)).filter(ofTownship)) {
        if (made >= wanted) return made;
        if (!mayGoOn(task)) continue;
        const went =
          task.kind === 'submit'
            ? await submit(performance, session, task, today)
            : await answer(performance, session, task, answerOf({ ...task, body: robot.body }, script));
        moved ||= went;
        if (went && task.kind === 'answer') made += 1;
      }
    }
  }
  return made;
}

type TownshipTask = Task & { readonly township: string; readonly item: Parameters<typeof answerOf>[0]['item'] };

function ofTownship(task: Task): task is TownshipTask {
  return task.township !== undefined;
}

/** A notice ends by its days, which do not pass here. */
function mayGoOn({ item, notByMe }: TownshipTask): boolean {
  return item !== 'public-notice' && !notByMe;
}
