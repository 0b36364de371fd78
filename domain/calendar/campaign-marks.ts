import type { Language } from '../language/sentence.ts';
import type { CampaignKind, PlanClock } from './clock.ts';

const MARKS: Readonly<Partial<Record<CampaignKind, Readonly<Record<Language, string>>>>> = {
  trial: { 'zh-Hans': '演练', en: 'Rehearsal' },
  record: { 'zh-Hans': '往年记录', en: 'Record of the past' },
};

/** What stands beside everything of a campaign that is not worked on by its days: a rehearsal, a record of the past. Undefined of a live one. */
export function markOf({ kind }: Pick<PlanClock, 'kind'>, language: Language = 'zh-Hans'): string | undefined {
  return MARKS[kind]?.[language];
}

/** The same in brackets behind a Chinese name: `（演练）`; empty of a live one. */
export function bracketedMark(clock: PlanClock): string {
  const mark = markOf(clock);
  return mark === undefined ? '' : `（${mark}）`;
}
