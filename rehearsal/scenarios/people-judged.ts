import { addDays, dateOf } from '../../domain/calendar/plan-date.ts';
import type { ScenarioOf } from '../../domain/county/scenario-schema.ts';
import { noticeEnd } from '../../domain/plan/notice-end.ts';
import { type ItemId, PRE_INSPECTION, seatItemId } from '../../domain/stages/items.ts';
import { raisedIn } from './objections.ts';
import { type Comparison, row, there } from './rows.ts';
import { countIn, firstSubmission, itemIn, resultIn, type Seen } from './seen.ts';
import { electedOf, submittedOn } from './votes-judged.ts';

/** What came of nominees, inspections, notice and appointment, against what the case says. */

export function nomineesTooFew({ facts }: ScenarioOf<'nominees_too_few'>, { attempt, ...seen }: Seen): Comparison {
  const rule = attempt?.ruleResults.find(({ code, outcome }) => code === 'NOMINEES_TOO_FEW' && outcome === 'fails');
  const first = firstSubmission(itemIn(seen, 'nomination'));
  return {
    rows: [
      row(
        '先报',
        `${facts.nominees}名不予受理，须${facts.need}名`,
        attempt &&
          (rule ? `${rule.figures['people']}名不予受理，须${rule.figures['need']}名` : attempt.taken ? '受理' : '因其他规则不予受理'),
      ),
      row('后报', `${facts.then.nominees}名受理`, first && `${first.counts['nominees']}名受理`),
    ],
    days: [attempt?.on, first && dateOf(first.at)],
  };
}

export function exactBoundary({ facts }: ScenarioOf<'exact_boundary'>, seen: Seen): Comparison {
  const advice = resultIn(seen, 'formal-candidates', 'BALLOT_DIFFERENTIAL_LOW');
  return {
    rows: [
      row('推荐人选', facts.nominees, accepted(seen, 'nomination', 'nominees')),
      row('正式候选人', facts.formal, accepted(seen, 'formal-candidates', 'formal')),
      row('差额提醒', there(facts.advisoryWarning), advice && there(advice.outcome === 'warns')),
    ],
    days: [...submittedOn(itemIn(seen, 'nomination')), ...submittedOn(itemIn(seen, 'formal-candidates'))],
  };
}

export function largestCommittee({ facts }: ScenarioOf<'largest_committee'>, seen: Seen): Comparison {
  return {
    rows: [
      row('推荐人选', facts.nominees, accepted(seen, 'nomination', 'nominees')),
      row('正式候选人', facts.formal, accepted(seen, 'formal-candidates', 'formal')),
      row('当选', seen.seats, electedOf(seen)),
    ],
    days: submittedOn(itemIn(seen, 'member-election')),
  };
}

export function inspectionTwice(_case: ScenarioOf<'inspection_before_and_after'>, seen: Seen): Comparison {
  const [before, vote, after] = [itemIn(seen, PRE_INSPECTION), itemIn(seen, 'member-election'), itemIn(seen, 'inspection')];
  const inOrder = (before?.passedAt ?? Infinity) <= (vote?.openedAt ?? 0) && (vote?.passedAt ?? Infinity) <= (after?.openedAt ?? 0);
  return {
    rows: [
      row('选前考察', '全部通过', allPassed(seen, PRE_INSPECTION)),
      row('选后考察', '全部通过', allPassed(seen, 'inspection')),
      row('先后', '选举在两次考察之间', inOrder ? '选举在两次考察之间' : '不对'),
    ],
    days: ([PRE_INSPECTION, 'inspection'] as const).flatMap((id) => {
      const { inspectedFrom, inspectedTo } = seen.pages.get(id)?.dossier ?? {};
      return [inspectedFrom, inspectedTo].map((day) => (typeof day === 'string' ? day : undefined));
    }),
  };
}

/** The person objected to is not appointed; the seat is, after a by-election and a notice of its own; nobody else waited. */
export function objectionUpheld({ facts }: ScenarioOf<'appointed_and_objection_upheld'>, seen: Seen): Comparison {
  const objection = raisedIn(seen.state);
  const track = seen.state.seats.find(({ item, person }) => item === 'public-notice' && person === objection?.person);
  const [vote, notice, filled] = (['by-election', 'notice', 'appointment'] as const).map(
    (step) => track && itemIn(seen, seatItemId(track.number, step)),
  );
  // The day of posting does not count.
  const posted = notice?.notice ? addDays(notice.notice.firstDay, -1) : undefined;
  const asInFile = posted === facts.second.posted && !seen.moved;
  const ends = asInFile ? facts.second.rolledTo : posted && noticeEnd(posted, seen.notice, seen.calendar).rolledTo;
  const [elected, appointed] = [electedOf(seen), accepted(seen, 'appointment', 'people')];
  const upheld = objection?.finding === 'upheld' && objection.status === 'closed';
  return {
    rows: [
      row('具名异议', '属实，答复了结', objection && (upheld ? '属实，答复了结' : `${objection.finding}，${objection.status}`)),
      row(
        '该人',
        '未任',
        appointed === undefined || elected === undefined ? undefined : appointed === elected - 1 ? '未任' : `任${appointed}人`,
      ),
      row('补选', '1名', vote?.status === 'passed' ? `${vote.results.members?.elected}名` : undefined),
      row('再次公示止于', ends ?? facts.second.rolledTo, notice?.notice?.lastDay),
      row('补任', '任职', track && (track.status === 'appointed' && filled?.status === 'passed' ? '任职' : track.status)),
      row('其他人', '按期任职', filled?.openedAt ? othersAppointed(seen, filled.openedAt) : undefined),
    ],
    days: [
      ...submittedOn(itemIn(seen, 'public-notice')),
      objection && dateOf(objection.receivedAt),
      posted,
      ...(track?.endedAt ? [dateOf(track.endedAt)] : []),
    ],
  };
}

/** Everybody else was asked for before the seat was, and in time. */
function othersAppointed(seen: Seen, seatOpenedAt: number): string {
  const item = itemIn(seen, 'appointment');
  if (item?.status !== 'passed' || (item.openedAt ?? Infinity) >= seatOpenedAt) return '等待';
  return item.submission?.late && !seen.disturbed ? '逾期任职' : '按期任职';
}

function allPassed(seen: Seen, id: ItemId): string | undefined {
  if (itemIn(seen, id)?.status !== 'passed') return undefined;
  const [people, passed] = [countIn(seen, id, 'people'), countIn(seen, id, 'passed')];
  return people === passed ? '全部通过' : `${passed}/${people}通过`;
}

/** A count of what was submitted and confirmed. */
function accepted(seen: Seen, id: ItemId, name: string): number | undefined {
  return itemIn(seen, id)?.status === 'passed' ? countIn(seen, id, name) : undefined;
}
