/**
 * - `decision-missing` took effect in the run; MongoDB has no such decision
 * - `decision-unknown` MongoDB has the decision; the run knows nothing of it
 * - `decision-differs` both have it, with another digest
 * - `command-lost` somebody was told "received"; neither store has what became of it
 * - `command-stale` the reference page says something else than the run
 * - `command-differs` what the reference page says was sent is not what the run took
 * - `comment-differs` the words of a reason are not those whose digest the run has
 * - `snapshot-differs` `events-differ` `notices-differ` what the pages show is not what the run knows
 * - `campaign-differs` the campaign is not what the county's run was started with and told since
 * - `document-missing` the run refers to a revision that MongoDB does not have
 * - `document-differs` its content, hashed again, is not what the run has the digest of; a file of it is missing or another
 * - `document-misfiled` what stands beside it (stage, round, figures, who) is not what was submitted
 * - `run-missing` MongoDB has a run that Temporal does not · `run-unknown` the other way round
 * - `run-unreadable` its history cannot be replayed with this version of the service
 * - `run-forged` the engine's current run under this id was not started by the service
 * - `input-differs` it was started with something else than the county's run, or the campaign, says
 */
export type DifferenceKind =
  | 'decision-missing'
  | 'decision-unknown'
  | 'decision-differs'
  | 'command-lost'
  | 'command-stale'
  | 'command-differs'
  | 'comment-differs'
  | 'snapshot-differs'
  | 'events-differ'
  | 'notices-differ'
  | 'campaign-differs'
  | 'document-missing'
  | 'document-differs'
  | 'document-misfiled'
  | 'run-missing'
  | 'run-unknown'
  | 'run-unreadable'
  | 'run-forged'
  | 'input-differs';

/** One thing in which the two stores disagree. Ids, dates and figures only. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly workflowId: string;
  /** Absent of a county's own run. */
  readonly township?: string;
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
  /** A document's id. */
  readonly revision?: string;
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
    zh: '数据库里有，流程中没有：请本人重新办理。--repair 把它移出有效决定，通知本人，并列入“已收回的办理”页直到重新办理或免予办理。',
    en: 'is in MongoDB and not in the run: have it entered again. --repair takes it out of the decisions in force, tells its person, and lists it for county staff until it is entered again or waived.',
    repairable: true,
  },
  'decision-differs': {
    zh: '两边内容不同：以流程为准。--repair 按流程改正，并请核对是否有人改动过数据库。',
    en: 'is not the same in both; the run counts. --repair writes what the run has. Find out who changed the database.',
    repairable: true,
  },
  'command-lost': {
    zh: '曾答复“已收到”，两边都没有结果：请本人重新办理。--repair 在“办理结果”页注明，通知本人，并列入“已收回的办理”页直到重新办理或免予办理。',
    en: 'was answered with "received" and is in neither store: have it entered again. --repair says so on its reference page, tells its person, and lists it for county staff until it is entered again or waived.',
    repairable: true,
  },
  'command-stale': {
    zh: '“办理结果”页与流程不一致。--repair 改正。',
    en: 'its reference page says something else than the run. --repair puts it right.',
    repairable: true,
  },
  'command-differs': {
    zh: '“办理结果”页所记的办理内容与流程不同：以流程为准。--repair 按流程改正，并请核对是否有人改动过数据库。',
    en: 'its reference page says that something else was sent than the run took; the run counts. --repair puts it right. Find out who changed the database.',
    repairable: true,
  },
  'comment-differs': {
    zh: '意见原文被改动或删除，与流程所存摘要不符，无法从流程补回：请从备份核对原文，并查明谁改动过数据库。',
    en: 'the words of the reason were changed or removed; the run has their digest only. Look them up in a backup, and find out who changed the database.',
    repairable: false,
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
  'notices-differ': {
    zh: '消息的内容与流程不一致。--repair 改正。',
    en: 'notices in inboxes say something else than the run. --repair puts them right.',
    repairable: true,
  },
  'campaign-differs': {
    zh: '工作的登记与县流程启动时的内容不一致：以流程为准。--repair 按流程改正，并请核对是否有人改动过数据库。',
    en: 'the campaign on record is not what its county’s run was started with; the run counts. --repair puts it right. Find out who changed the database.',
    repairable: true,
  },
  'document-missing': {
    zh: '流程引用的材料在数据库里没有：请退回该环节并重新报送，或从备份恢复数据库。',
    en: 'the run refers to a document that MongoDB does not have: return the stage and have it submitted again, or restore MongoDB.',
    repairable: false,
  },
  'document-differs': {
    zh: '材料或附件的内容与流程所存摘要不符，页面显示的不是当时审批的：请查明谁改动过数据库，并从改动前的备份恢复数据库。',
    en: 'the content of the document or of its files is not what was decided on: find out who changed the database, and restore MongoDB from a backup made before.',
    repairable: false,
  },
  'document-misfiled': {
    zh: '材料旁边所记的环节、轮次、数字或报送人与流程不同：以流程为准。--repair 按流程改正。',
    en: 'stage, round, figures or submitter on record beside a document are not those in the run; the run counts. --repair puts them right.',
    repairable: true,
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
    zh: '流程记录不能用本版本重放，原因见下：请换回原来的版本，见 docs/operations/upgrading.md；其余流程照常核对。',
    en: 'its history cannot be replayed with this version, for the reason given: go back to the version before, see docs/operations/upgrading.md. All others were compared.',
    repairable: false,
  },
  'run-forged': {
    zh: '同一编号下的当前流程不是本系统启动的：有人越过系统启动了它，它做的都不算数。仍在运行的请终止，再把原流程重置到最后一步（见运维手册“来路不明的流程”），再运行 --repair。',
    en: 'the current run under this id was not started by the service: somebody started it past the app, and nothing it did counts. Terminate it if it still runs, reset the service’s own run to its last step (operations manual, "Forged runs"), then --repair.',
    repairable: false,
  },
  'input-differs': {
    zh: '流程启动时的内容与县流程（或工作的登记）所记不同：有人改动过数据库，或越过系统启动了流程。请查明，并从备份恢复。',
    en: 'it was started with something else than the county’s run, or the campaign on record, says: somebody changed the database or started it past the app. Find out, and restore from a backup.',
    repairable: false,
  },
};
