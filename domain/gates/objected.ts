import { objectionCount } from '../fields/people-lists.ts';
import type { RuleResult } from '../rules/rule-result.ts';
import type { StageId } from '../stages/stages.ts';
import { none } from './findings.ts';
import { type GateFacts, must } from './rule.ts';

/** Stages that an upheld objection keeps a person out of. */
const KEPT_OUT: readonly string[] = ['organization-study', 'inspection', 'public-notice', 'appointment'];

/**
 * Whoever has an open objection waits with the appointment, whoever an upheld one is about goes no further, whenever it
 * came; everybody else goes on (§2.9).
 */
export function objected(id: StageId | 'monthly-report', known: (name: string) => number | undefined, facts: GateFacts): RuleResult[] {
  const upheld = known('upheld');
  return [
    ...(KEPT_OUT.includes(id) && upheld !== undefined
      ? [
          none({
            rule: '§2.9',
            code: 'UPHELD_LISTED',
            wrong: upheld,
            yes: ['没有异议属实的人', 'Nobody about whom an objection was upheld'],
            no: [`有 ${upheld} 人的异议已查明属实，不能列入`, `An objection was upheld about ${upheld}, who cannot be listed`],
          }),
        ]
      : []),
    ...(id === 'appointment' && facts.objections ? [open(known, facts.objections)] : []),
  ];
}

function open(known: (name: string) => number | undefined, { waiting, held }: NonNullable<GateFacts['objections']>): RuleResult {
  const unseen = waiting.filter((number) => known(objectionCount(number)) === undefined);
  const listed = waiting.filter((number) => (known(objectionCount(number)) ?? 0) > 0).length + held;
  return must({
    rule: '§2.9',
    code: 'OBJECTION_OPEN',
    figures: { listed, unseen: unseen.length },
    holds: listed === 0 && unseen.length === 0,
    yes: ['任职人员都没有未了结的异议', 'Nobody appointed has an open objection'],
    no:
      listed > 0
        ? [
            `有 ${listed} 人的异议还没有了结，暂缓任职，请从名单中移出，另行办理；其他人照常`,
            `An objection about ${listed} is still open: take them off the list, they wait; everybody else goes on`,
          ]
        : [
            `刚收到第 ${unseen[0] ?? ''} 号异议，请回到填写页重新核对后再报送`,
            `Objection ${unseen[0] ?? ''} has just come in; go back to the form and check it again`,
          ],
  });
}
