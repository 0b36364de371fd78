import { monthPhrase } from '../language/days.ts';
import type { Body } from '../roles.ts';
import { type ItemId, isMonthlyReport, isSeatItem, monthOfReport, PRE_INSPECTION, type SeatStep, seatOf } from './items.ts';
import { type AnswerKind, type StageAnswer, type StageId, stageDefinition } from './stages.ts';

/** What is known of any item before it is opened: a stage's row, or what stands for one. */
export interface ItemDefinition {
  /** The Chinese term. */
  readonly title: string;
  readonly titleEn?: string;
  /** The M-step of REFERENCE §1.5. */
  readonly step: string;
  /** The stage whose dossier, rules and clocks it has. */
  readonly like: StageId | 'monthly-report';
  readonly submitter: Body;
  readonly answers: readonly StageAnswer[];
  /** People compete here (R29): never waived. */
  readonly competitive: boolean;
}

const SEAT_LIKE: Readonly<Record<SeatStep, StageId>> = {
  'by-election': 'member-election',
  inspection: 'inspection',
  notice: 'public-notice',
  appointment: 'appointment',
};
const SEAT_TITLES: Readonly<Record<SeatStep, readonly [zh: string, en: string]>> = {
  'by-election': ['补选', 'by-election'],
  inspection: ['任前考察', 'inspection'],
  notice: ['任前公示', 'public notice'],
  appointment: ['正式聘任', 'appointment'],
};

/** What a month's report asks for: the county league's receipt. */
const REPORT_ANSWERS: readonly StageAnswer[] = [{ by: 'county-league', kind: 'receipt', turn: 1 }];

export function itemDefinition(id: ItemId): ItemDefinition {
  if (isMonthlyReport(id)) {
    const month = monthOfReport(id);
    // Within a campaign, which names its year, there is one of each month.
    const year = month.slice(0, 4);
    return {
      title: `${monthPhrase(month, 'zh-Hans', year)}月报`,
      titleEn: `Monthly report, ${monthPhrase(month, 'en', year)}`,
      step: 'M21',
      like: 'monthly-report',
      submitter: 'township-league',
      answers: REPORT_ANSWERS,
      competitive: false,
    };
  }
  if (id === PRE_INSPECTION)
    return { ...stageLike('inspection'), title: '选前考察', titleEn: 'Inspection before the vote', competitive: false };
  if (isSeatItem(id)) {
    const { seat, step } = seatOf(id);
    const [zh, en] = SEAT_TITLES[step];
    return { ...stageLike(SEAT_LIKE[step]), title: `${seat} 号名额${zh}`, titleEn: `Seat ${seat}: ${en}` };
  }
  return stageLike(id);
}

/** The stage whose dossier, rules and clocks an item has. */
export function stageOf(id: ItemId): StageId | 'monthly-report' {
  return itemDefinition(id).like;
}

/** The answer a body gives to an item by its definition, or undefined. */
export function answerKindOf(id: ItemId, body: Body): AnswerKind | undefined {
  return itemDefinition(id).answers.find((answer) => answer.by === body)?.kind;
}

function stageLike(id: StageId): ItemDefinition {
  const { title, step, submitter, answers, competitive } = stageDefinition(id);
  return { title, step, like: id, submitter, answers, competitive };
}
