import type { CaseOutcome } from './outcomes.ts';

/** What a person reads of the cases: which, on which days, what the county file says of its end, and what came. */

const NAMES: Readonly<Record<CaseOutcome['name'], string>> = {
  nominees_too_few: '推荐人选不足',
  exact_boundary: '正好达到差额',
  tie_at_cut: '末位票数相等',
  shortfall: '当选人数不足',
  quorum_fails_once: '到会不足改期',
  under_200_members: '团员不足200名',
  competitive_speech: '竞职演讲',
  largest_committee: '最大名额',
  inspection_before_and_after: '选举前后考察',
  appointed_and_objection_upheld: '异议属实另补',
  report_exception: '月报未按时',
};

/** @param nameOf a township's name by its id */
export function caseLines(outcomes: readonly CaseOutcome[], nameOf: (township: string) => string): string[] {
  return outcomes.flatMap(({ township, name, expected, came, days, asExpected }) => {
    const when = [...new Set(days)].map((day) => day.slice(5)).join('、');
    return [
      `${asExpected ? '✓' : '✗'} ${nameOf(township)} ${NAMES[name]}${when === '' ? '' : `（${when}）`}`,
      `    预期 ${expected}`,
      `    结果 ${came}`,
    ];
  });
}
