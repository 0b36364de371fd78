import { addDays, dayFigure, dayOfFigure, type PlanDate } from '../calendar/plan-date.ts';
import { Refusal } from '../errors.ts';
import { stageOf } from '../stages/item-definitions.ts';
import { type ItemId, isSeatItem, isStage, seatItemId, seatOf } from '../stages/items.ts';
import type { Decision } from '../state/messages.ts';
import { type AnsweredBy, type ItemState, itemOf, type TownshipState } from '../state/township-state.ts';
import type { TownshipDraft } from './township-draft.ts';

/**
 * The document 批复 with which a body answers: each body enters its own number and day with its own command. The number stays
 * in MongoDB with the command, its digest and the day travel.
 */

/** How a body's answer to an item is given in writing: the appointment only so (§2.10), other stages where there is a document. */
export function documentAsked(id: ItemId, verdict: string): 'needed' | 'possible' | undefined {
  if (verdict !== 'approve' && verdict !== 'receipt') return undefined;
  if (stageOf(id) === 'appointment') return 'needed';
  return isStage(id) || isSeatItem(id) ? 'possible' : undefined;
}

/**
 * Checks the document of an answer: dated neither ahead nor before the notice ended, and, for an appointment, not after the
 * day of office unless it names that day itself.
 * @returns what is kept of it with the answer
 * @throws Refusal DOCUMENT_MISSING, DOCUMENT_DATE_WRONG, OFFICE_BEFORE_AGREEMENT
 */
export function documentOf(draft: TownshipDraft, item: ItemState, envelope: Decision): Pick<AnsweredBy, 'documentOn' | 'officeStated'> {
  const { documentOn, documentDigest, officeStated } = envelope;
  const asked = documentAsked(item.id, envelope.verdict);
  // What was submitted before each body entered its own document names both in the dossier.
  const officeDay = item.submission?.counts.officeDay;
  if (asked === 'needed' && officeDay !== undefined && (!documentOn || !documentDigest))
    throw new Refusal('DOCUMENT_MISSING', { item: item.id });
  if (asked === undefined || !documentOn || !documentDigest) return {};
  const from = (asked === 'needed' ? dayAfterNotice(draft.state, item.id) : undefined) ?? draft.input.plan.firstDay;
  if (documentOn > draft.today || documentOn < from) throw new Refusal('DOCUMENT_DATE_WRONG', { from, to: draft.today });
  if (officeDay === undefined || asked !== 'needed') return { documentOn };
  if (officeDay < dayFigure(documentOn) && !officeStated)
    throw new Refusal('OFFICE_BEFORE_AGREEMENT', { officeDay: dayOfFigure(officeDay), documentOn });
  return { documentOn, ...(officeStated ? { officeStated } : {}) };
}

/** The first day after the notice on which the people of an appointment stood (§2.9). */
function dayAfterNotice(state: TownshipState, id: ItemId): PlanDate | undefined {
  const own = isSeatItem(id) ? itemOf(state, seatItemId(seatOf(id).seat, 'notice'))?.notice : undefined;
  const notice = own ?? itemOf(state, 'public-notice')?.notice;
  return notice ? addDays(notice.lastDay, 1) : undefined;
}

/** The day of the document by which a body agreed to an item, once it has. */
export function agreementOn(item: ItemState | undefined): { readonly documentOn: PlanDate; readonly officeStated?: boolean } | undefined {
  for (const { given } of item?.asked ?? []) {
    if (given?.documentOn) return { documentOn: given.documentOn, ...(given.officeStated ? { officeStated: true } : {}) };
  }
  return undefined;
}
