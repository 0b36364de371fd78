import { dateOf } from '../../domain/calendar/plan-date.ts';
import type { DossierContext } from '../../domain/dossiers/index.ts';
import { figuresOnRecord } from '../../domain/dossiers/report-figures.ts';
import { electedOf } from '../../domain/election/elected.ts';
import type { EventKind } from '../../domain/process/events.ts';
import { isMonthlyReport, isStage, monthOfReport } from '../../domain/process/items.ts';
import { type StageId, stageDefinition } from '../../domain/process/stages.ts';
import { itemTitle, noticeText } from '../../domain/texts/notices.ts';
import { type EventRow, events } from '../../store/events.ts';
import type { ItemView } from './case.ts';
import type { ProcessDeps } from './deps.ts';
import { dossierContext } from './dossier-context.ts';
import { monthSpan, stageAt } from './month-standing.ts';

/** Most lines that the form takes. */
const LINES_MAX = 30;

/** What a month's report tells of: results, setbacks, measures. Reminders and the like are no progress. */
const TOLD: readonly EventKind[] = [
  'submitted',
  'returned',
  'passed',
  'vote-void',
  'postponed',
  'run-off',
  'supplementary',
  'tie-settled',
  'candidate-lost',
  'list-short',
  'notice-posted',
  'notice-corrected',
  'person-deferred',
  'seat-vacated',
  'seat-filled',
  'objection-received',
  'held',
  'released',
  'waived',
  'township-completed',
];

/**
 * A month's report as far as it follows from what is on record by the month's end, or by now: phase, stage, figures, and
 * what happened in the month, in Chinese like every report. What is planned, problems and experience are for people.
 */
export async function prefillReport(deps: Pick<ProcessDeps, 'store' | 'now'>, view: ItemView): Promise<Readonly<Record<string, unknown>>> {
  const { campaign, township, item, progress, now } = view;
  if (!isMonthlyReport(item.id)) return {};
  const month = monthOfReport(item.id);
  const [begin, end] = monthSpan(month, now);
  const context = await dossierContext(deps, { campaign, township: township.id, item: item.id }, progress.state);
  const happened = await events(deps.store)
    .find({ workflowId: progress._id, kind: { $in: [...TOLD] }, at: { $gte: begin, $lt: end } })
    .sort({ sequence: 1 })
    .toArray();
  const done = linesOf(happened, township, context);
  const currentStep = stageAt(progress.state, end);
  return { phase: stageDefinition(currentStep).phase, currentStep, ...(done.length > 0 ? { done } : {}), ...figuresOnRecord(context) };
}

type Place = Pick<ItemView['township'], 'name' | 'body'>;

function linesOf(happened: readonly EventRow[], place: Place, context: DossierContext): string[] {
  const passed = new Set(happened.flatMap(({ kind, item }) => (kind === 'passed' && item ? [item] : [])));
  const lines = happened.flatMap((event) => {
    const { kind, item = '' } = event;
    // A month's own reports are no progress, nor is a submission that passed in the same month.
    if (item.startsWith('monthly-report/') || (kind === 'submitted' && passed.has(item))) return [];
    const [, month, day] = dateOf(event.at).split('-').map(Number);
    return [`${month}月${day}日${sentenceOf(event, place, context)}`];
  });
  const each = [...new Set(lines)];
  if (each.length <= LINES_MAX) return each;
  const told = each.slice(1 - LINES_MAX);
  return [`另有较早的 ${each.length - told.length} 件没有列出，见“办理经过”`, ...told];
}

function sentenceOf({ kind, item = '', params, round }: EventRow, place: Place, context: DossierContext): string {
  const title = `“${itemTitle(item, 'zh-Hans')}”`;
  if (kind === 'submitted') return `${title}已报送`;
  if (kind === 'passed') return `${title}办结${isStage(item) ? resultOf(item, context) : ''}`;
  const given = { ...params, townshipName: place.name, leagueBody: place.body, ...(item ? { item } : {}), ...(round ? { round } : {}) };
  return noticeText(kind, given, 'zh-Hans').subject.replace(`${place.name}：`, '');
}

/** What a vote came to. */
function resultOf(stage: StageId, context: DossierContext): string {
  if (stage !== 'member-election' && stage !== 'leadership-election') return '';
  const elected = electedOf(context, stage);
  const count = (office: string) => elected.filter((one) => one.office === office).length;
  if (elected.length === 0) return '';
  return stage === 'member-election'
    ? `，选出委员 ${count('members')} 名`
    : `，选出书记 ${count('secretary')} 名、副书记 ${count('deputies')} 名`;
}
