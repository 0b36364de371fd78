import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { dateOf } from '../domain/calendar/plan-date.ts';
import { itemDefinition } from '../domain/process/item-definitions.ts';
import { isStage } from '../domain/process/items.ts';
import type { Clock } from '../domain/process/ladder.ts';
import { dueInstant } from '../domain/process/ladder.ts';
import { openClocks } from '../domain/process/township-clocks.ts';
import { standingOf } from '../domain/process/township-standing.ts';
import type { ItemState, ItemStatus, TownshipState } from '../domain/process/township-state.ts';

/** What staff see of a run in the engine's own pages: search attributes, and a table of the stages. */

export const COUNTY = defineSearchAttributeKey('County', 'KEYWORD');
export const TOWNSHIP = defineSearchAttributeKey('Township', 'KEYWORD');
export const STAGE = defineSearchAttributeKey('Stage', 'KEYWORD');
export const STAGE_STATUS = defineSearchAttributeKey('StageStatus', 'KEYWORD');
export const ESCALATION_LEVEL = defineSearchAttributeKey('EscalationLevel', 'INT');
export const DUE_AT = defineSearchAttributeKey('DueAt', 'DATETIME');

const STATUS_WORDS: Readonly<Record<ItemStatus, string>> = {
  waiting: '未开始',
  open: '待报送',
  submitted: '待审批',
  passed: '已办结',
  superseded: '待重办',
  off: '免办',
  missing: '缺报',
};
const BODY_WORDS: Readonly<Record<string, string>> = {
  'township-league': '乡镇团委',
  'township-party-committee': '乡镇党委',
  'county-league': '团县委',
  'organization-department': '县委组织部',
};

/** Shows a township's standing; upserts only what changed, since every upsert is an event in the history. */
export class StandingBoard {
  #shown = '';

  show(state: TownshipState): void {
    const standing = standingOf(state);
    setCurrentDetails(tableOf(state));
    const shown = JSON.stringify([standing.stage, standing.status, standing.level, standing.due]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    upsertSearchAttributes([
      { key: STAGE, value: standing.stage },
      { key: STAGE_STATUS, value: standing.status },
      { key: ESCALATION_LEVEL, value: standing.level },
      { key: DUE_AT, value: standing.due === null ? null : new Date(dueInstant(standing.due)) },
    ]);
  }
}

function tableOf(state: TownshipState): string {
  const clocks = openClocks(state);
  const rows = state.items.map((item) => {
    const waiting = clocks.filter((clock) => clock.item === item.id);
    return `| ${titleOf(item)} | ${STATUS_WORDS[item.status]} | ${item.round || ''} | ${waiting.map(waitingOn).join('；')} |`;
  });
  const objections = clocks
    .filter((clock) => clock.item.startsWith('objection/'))
    .map((clock) => `| ${clock.item.replace('objection/', '异议 ')} | 办理中 |  | ${waitingOn(clock)} |`);
  const held = state.hold ? `**已暂停**：${BODY_WORDS[state.hold.body] ?? ''}，${state.hold.reviewOn} 复核\n\n` : '';
  return `${held}| 环节 | 状态 | 轮次 | 等待 |\n|---|---|---|---|\n${[...rows, ...objections].join('\n')}`;
}

function titleOf(item: ItemState): string {
  const { step, title } = itemDefinition(item.id);
  return isStage(item.id) ? `${step} ${title}` : title;
}

function waitingOn(clock: Clock): string {
  return `${BODY_WORDS[clock.body] ?? clock.body}（自 ${dateOf(clock.since)}，限 ${clock.due}${clock.held ? '，已暂停' : ''}）`;
}
