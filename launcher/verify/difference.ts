/**
 * - `decision-missing` took effect in the run; MongoDB has no such decision
 * - `decision-unknown` MongoDB has the decision; the run knows nothing of it
 * - `decision-differs` both have it, with another digest
 * - `act-lost` somebody was told "received"; neither store has what became of it
 * - `act-stale` the reference page says something else than the run
 * - `snapshot-differs` `events-differ` what the pages show is not what the run knows
 * - `document-missing` the run refers to a revision that MongoDB does not have
 * - `run-missing` MongoDB has a run that Temporal does not · `run-unknown` the other way round
 * - `run-unreadable` its history cannot be replayed with this version of the service
 */
export type DifferenceKind =
  | 'decision-missing'
  | 'decision-unknown'
  | 'decision-differs'
  | 'act-lost'
  | 'act-stale'
  | 'snapshot-differs'
  | 'events-differ'
  | 'document-missing'
  | 'run-missing'
  | 'run-unknown'
  | 'run-unreadable';

/** One thing in which the two stores disagree. Ids, dates and figures only. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly workflowId: string;
  /** The form's nonce, where it is about a message. */
  readonly nonce?: string;
  /** Reference number, as the person was shown it. */
  readonly reference?: string;
  /** What was sent: `decide`, `submit` … */
  readonly message?: string;
  /** Stage, month or county item. */
  readonly item?: string;
  readonly round?: number;
  readonly verdict?: string;
  readonly account?: string;
  /** Wall time, ISO. */
  readonly at?: string;
  readonly detail?: string;
}

interface Advice {
  readonly zh: string;
  readonly en: string;
  /** Whether `--repair` puts it right. */
  readonly repairable: boolean;
}

/** What each means, and what to do. */
export const advice: Readonly<Record<DifferenceKind, Advice>> = {
  'decision-missing': {
    zh: '流程中已生效，数据库里没有。--repair 从流程补回（意见原文除外）。',
    en: 'took effect in the run, is not in MongoDB. --repair writes it again from the run (not the words of its comment).',
    repairable: true,
  },
  'decision-unknown': {
    zh: '数据库里有，流程中没有：请本人重新办理。--repair 把它移出有效决定。',
    en: 'is in MongoDB and not in the run: have it entered again. --repair takes it out of the decisions in force.',
    repairable: true,
  },
  'decision-differs': {
    zh: '两边内容不同：以流程为准。--repair 按流程改正，并请核对是否有人改动过数据库。',
    en: 'is not the same in both; the run counts. --repair writes what the run has. Find out who changed the database.',
    repairable: true,
  },
  'act-lost': {
    zh: '曾答复“已收到”，两边都没有结果：请本人重新办理。--repair 在凭证页注明。',
    en: 'was answered with "received" and is in neither store: have it entered again. --repair says so on its reference page.',
    repairable: true,
  },
  'act-stale': {
    zh: '凭证页与流程不一致。--repair 改正。',
    en: 'its reference page says something else than the run. --repair puts it right.',
    repairable: true,
  },
  'snapshot-differs': {
    zh: '页面所示与流程不一致。--repair 改正。',
    en: 'the pages show another state than the run has. --repair puts it right.',
    repairable: true,
  },
  'events-differ': {
    zh: '经过记录与流程不一致。--repair 改正。',
    en: 'the course of events on record is not the run’s. --repair puts it right.',
    repairable: true,
  },
  'document-missing': {
    zh: '流程引用的材料在数据库里没有：请退回该环节并重新报送，或从备份恢复数据库。',
    en: 'the run refers to a document that MongoDB does not have: return the stage and have it submitted again, or restore MongoDB.',
    repairable: false,
  },
  'run-missing': {
    zh: '数据库里有这个流程，流程引擎里没有：请从备份恢复流程引擎的数据。',
    en: 'MongoDB has this run, Temporal does not: restore Temporal’s data from a backup.',
    repairable: false,
  },
  'run-unknown': {
    zh: '流程引擎里有这个流程，数据库里没有这项工作：请从备份恢复数据库。',
    en: 'Temporal has this run, MongoDB does not have its campaign: restore MongoDB from a backup.',
    repairable: false,
  },
  'run-unreadable': {
    zh: '流程记录不能用本版本重放：请换回原来的版本，见 docs/operations/upgrading.md。',
    en: 'its history cannot be replayed with this version: go back to the version before, see docs/operations/upgrading.md.',
    repairable: false,
  },
};
