import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { dateOf } from '../domain/calendar/plan-date.ts';
import { bodyTitle } from '../domain/language/bodies.ts';
import { datePhrase } from '../domain/language/days.ts';
import type { LeagueBody } from '../domain/language/league-body.ts';
import { progressSummaryOf } from '../domain/process/progress-summary.ts';
import { openClocks } from '../domain/process/township-clocks.ts';
import { itemDefinition } from '../domain/stages/item-definitions.ts';
import { type Clock, dueInstant } from '../domain/state/ladder.ts';
import type { ItemStatus, TownshipState } from '../domain/state/township-state.ts';

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

/** Shows a township's standing; upserts only what changed, since every upsert is an event in the history. */
export class Visibility {
  readonly #at: LeagueBody;
  #shown = '';

  /** @param at what is reorganised: a 区 and its bodies are called so */
  constructor(at: LeagueBody) {
    this.#at = at;
  }

  show(state: TownshipState): void {
    const standing = progressSummaryOf(state);
    setCurrentDetails(tableOf(state, this.#at));
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

function tableOf(state: TownshipState, at: LeagueBody): string {
  const waitingOn = (clock: Clock) => waitingText(clock, at);
  const clocks = openClocks(state);
  const rows = state.items.map((item) => {
    const waiting = clocks.filter((clock) => clock.item === item.id);
    return `| ${itemDefinition(item.id).title} | ${STATUS_WORDS[item.status]} | ${item.round || ''} | ${waiting.map(waitingOn).join('；')} |`;
  });
  const objections = clocks
    .filter((clock) => clock.item.startsWith('objection/'))
    .map((clock) => `| ${clock.item.replace(/^objection\/(\d+)$/, '第 $1 号异议')} | 办理中 |  | ${waitingOn(clock)} |`);
  const held = state.hold
    ? `**已暂停**：${bodyTitle(state.hold.body, 'zh-Hans', at)}，${datePhrase(state.hold.reviewOn, 'zh-Hans')}复核是否继续暂停\n\n`
    : '';
  return `${held}| 环节 | 状态 | 轮次 | 待办单位 |\n|---|---|---|---|\n${[...rows, ...objections].join('\n')}`;
}

function waitingText(clock: Clock, at: LeagueBody): string {
  const since = datePhrase(dateOf(clock.since), 'zh-Hans');
  const due = clock.due === null ? '' : `，期限 ${datePhrase(clock.due, 'zh-Hans')}`;
  return `${bodyTitle(clock.body, 'zh-Hans', at)}（${since}起${due}${clock.held ? '，已暂停' : ''}）`;
}
