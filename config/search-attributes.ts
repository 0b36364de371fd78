import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** The typed search attributes that runs carry in the Temporal UI; ids and states only, never names of people. */
export const searchAttributes = {
  /** County id (县). */
  County: defineSearchAttributeKey('County', SearchAttributeType.KEYWORD),
  /** Township id (乡镇). */
  Township: defineSearchAttributeKey('Township', SearchAttributeType.KEYWORD),
  /** Stage id that the run stands at (阶段). */
  Stage: defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD),
  /** What that stage waits for (阶段状态). */
  StageStatus: defineSearchAttributeKey('StageStatus', SearchAttributeType.KEYWORD),
  /** Highest step of the ladder reached, 0 to 3 (催办级别). */
  EscalationLevel: defineSearchAttributeKey('EscalationLevel', SearchAttributeType.INT),
  /** Instant at which the stage is due (截止时间). */
  DueAt: defineSearchAttributeKey('DueAt', SearchAttributeType.DATETIME),
} as const;
