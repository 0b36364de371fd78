import { hasDeadlines } from '../../domain/calendar/clock.ts';
import { dateOf } from '../../domain/calendar/plan-date.ts';
import { figuresOnRecord } from '../../domain/dossiers/report-figures.ts';
import { inWordsOf } from '../../domain/language/bodies.ts';
import { eventSubject, itemTitle } from '../../domain/notifications/notices.ts';
import { isMonthlyReport, monthOfReport } from '../../domain/stages/items.ts';
import { stageDefinition } from '../../domain/stages/stages.ts';
import type { EventKind } from '../../domain/state/events.ts';
import { type EventRow, events } from '../../store/events.ts';
import type { ItemView } from '../access/township-view.ts';
import type { UseCaseDeps } from './deps.ts';
import { dossierContext } from './dossier-context.ts';
import { monthSpan, stageAt } from './month-standing.ts';
import { type EventPeople, peopleOfEvents } from './people-of-events.ts';

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
 * what happened in the month, in Chinese like every report. What is planned, problems and experience are for people. Of a record of the
 * past it is all for people: the run knows only when it was entered.
 */
export async function prefillReport(deps: Pick<UseCaseDeps, 'store' | 'now'>, view: ItemView): Promise<Readonly<Record<string, unknown>>> {
  const { campaign, township, item, progress, now } = view;
  if (!isMonthlyReport(item.id) || !hasDeadlines(campaign.clock)) return {};
  const month = monthOfReport(item.id);
  const [begin, end] = monthSpan(month, now);
  const context = await dossierContext(deps, { campaign, township: township.id, item: item.id }, progress.state);
  const happened = await events(deps.store)
    .find({ workflowId: progress._id, kind: { $in: [...TOLD] }, at: { $gte: begin, $lt: end } })
    .sort({ sequence: 1 })
    .toArray();
  const people = await peopleOfEvents(
    deps,
    view,
    happened.filter(({ kind }) => !kind.startsWith('objection-')),
  );
  const done = linesOf(happened, township, people);
  const currentStep = stageAt(progress.state, end);
  return { phase: stageDefinition(currentStep).phase, currentStep, ...(done.length > 0 ? { done } : {}), ...figuresOnRecord(context) };
}

type Place = Pick<ItemView['township'], 'name' | 'body'>;
type People = ReadonlyMap<string, readonly EventPeople[]>;

function linesOf(happened: readonly EventRow[], place: Place, people: People): string[] {
  const passed = new Set(happened.flatMap(({ kind, item }) => (kind === 'passed' && item ? [item] : [])));
  const lines = happened.flatMap((event) => {
    const { kind, item = '' } = event;
    // A month's own reports are no progress, nor is a submission that passed in the same month.
    if (item.startsWith('monthly-report/') || (kind === 'submitted' && passed.has(item))) return [];
    const [, month, day] = dateOf(event.at).split('-').map(Number);
    return [`${month}月${day}日${sentenceOf(event, place, people.get(event.key))}`];
  });
  const each = [...new Set(lines)];
  if (each.length <= LINES_MAX) return each;
  const told = each.slice(1 - LINES_MAX);
  return [`另有较早的 ${each.length - told.length} 件没有列出，见“办理经过”`, ...told];
}

function sentenceOf({ kind, item = '', params, round }: EventRow, place: Place, people: readonly EventPeople[] = []): string {
  const title = `“${itemTitle(item, 'zh-Hans')}”`;
  if (kind === 'submitted') return `${title}已报送`;
  if (kind === 'passed') return `${title}办结${inWordsOf(resultOf(people), place.body)}`;
  const subject = eventSubject({ kind, item, params, round }, place, 'zh-Hans');
  const named = people.flatMap(({ names }) => names);
  return `${subject.replace(`${place.name}：`, '')}${named.length > 0 ? `（${named.join('、')}）` : ''}`;
}

/** What a vote came to, by name. */
function resultOf(people: readonly EventPeople[]): string {
  const said = people.map(({ office, names }) => `${office ? OFFICE_NAMES[office] : '委员'} ${names.length} 名（${names.join('、')}）`);
  return said.length > 0 ? `，选出${said.join('，')}` : '';
}

const OFFICE_NAMES = { members: '委员', secretary: '书记', deputies: '副书记' } as const;
