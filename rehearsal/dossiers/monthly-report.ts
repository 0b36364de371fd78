import { instantOf, lastDayOfMonth } from '../../domain/calendar/plan-date.ts';
import { isMonthlyReport, monthOfReport } from '../../domain/stages/items.ts';
import { STAGES, type StageId, stageDefinition } from '../../domain/stages/stages.ts';
import type { TownshipAnswer } from '../contract.ts';
import { NEW_UNITS } from './closing.ts';
import { COVERAGE_AFTER, COVERAGE_BEFORE } from './preparation.ts';
import type { Setting } from './setting.ts';

type Items = TownshipAnswer['state']['items'];

/** The month's report: what the township's run says has passed, and the figures that follow from it. */
export function monthlyReportDossier({ slate, item, state }: Setting): object {
  const items = isMonthlyReport(item) ? atEndOf(monthOfReport(item), state.items) : state.items;
  const passed = (id: StageId) => items.some((item) => item.id === id && item.status === 'passed');
  const current = currentStage(items);
  const { phase, title } = stageDefinition(current);
  const { recommended, nominees, formal, elected, branches } = slate;
  const deputiesOut = elected.filter(({ post }) => post.role === 'DEPUTY' && post.quota === 'OUT').length;
  const done = STAGES.filter(({ id }) => passed(id));
  return {
    phase,
    currentStep: current,
    done:
      done.length === 0
        ? [`正在办理${title}`]
        : [
            `完成${done
              .map((stage) => stage.title)
              .slice(-3)
              .join('、')}`,
          ],
    next: [`办理${title}`],
    branches,
    ...(passed('recommendation') ? { recommended: recommended.length } : {}),
    ...(passed('nomination') ? { nominees: nominees.length } : {}),
    ...(passed('formal-candidates') ? { formal: formal.length } : {}),
    ...(passed('member-election')
      ? {
          elected: elected.length,
          women: elected.filter(({ sex }) => sex === 'F').length,
          party: elected.filter(({ political }) => political === 'CPC').length,
        }
      : {}),
    ...(passed('leadership-election') ? { deputiesOutOfQuota: deputiesOut } : {}),
    ...(passed('functions') ? { newBranches: NEW_UNITS, coverage: COVERAGE_AFTER } : passed('survey') ? { coverage: COVERAGE_BEFORE } : {}),
    ...(current === 'summary' ? { experience: '推荐表按岗位设计，支部推荐更有针对性。' } : {}),
  };
}

/** How items stood at a month's end, of which its report tells, whenever it is written. */
function atEndOf(month: string, items: Items): Items {
  const end = instantOf(lastDayOfMonth(month), 24);
  const before = (at: number | null): boolean => at !== null && at < end;
  return items
    .filter(({ openedAt }) => before(openedAt))
    .map((item) => (item.status === 'passed' && !before(item.passedAt) ? { ...item, status: 'open' as const } : item));
}

/** The stage of the main chain that is worked on; the last one passed while none is. */
function currentStage(items: Items): StageId {
  const open = items.find(
    (item) => !isMonthlyReport(item.id) && (item.status === 'open' || item.status === 'submitted') && isMain(item.id),
  );
  const passed = STAGES.filter(({ id, parallel }) => !parallel && items.some((item) => item.id === id && item.status === 'passed'));
  return (open?.id ?? passed.at(-1)?.id ?? 'survey') as StageId;
}

function isMain(id: string): boolean {
  return STAGES.some((stage) => stage.id === id && !stage.parallel);
}
