import { dayOfFigure, isPlanDate } from '../../../domain/calendar/plan-date.ts';
import type { RefusalCode } from '../../../domain/errors.ts';
import type { FormFields } from '../../../domain/fields/form-values.ts';
import { isPlainText, tidy } from '../../../domain/language/plain-text.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { readDate } from '../../../domain/language/typed-values.ts';
import { documentAsked } from '../../../domain/process/answer-document.ts';
import { stageOf } from '../../../domain/stages/item-definitions.ts';
import type { ItemState } from '../../../domain/state/township-state.ts';
import { DOCUMENT_MAX } from '../../use-cases/typed-text.ts';
import type { DecisionForm, TypedDocument } from '../item/decision-view.tsx';
import { itemTexts } from '../item/texts.ts';
import { typed } from '../routing/form.ts';
import { dayText } from '../ui/dates.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';

/** The document with which the reader's body answers: read from the form, checked, told on the page before the button. */

export const NO_DOCUMENT: TypedDocument = { number: '', on: '', officeStated: false };

/** Refusals about the document, by the input they stand at. */
export const DOCUMENT_REFUSALS: Readonly<Partial<Record<RefusalCode, string>>> = {
  DOCUMENT_MISSING: 'documentNumber',
  DOCUMENT_DATE_WRONG: 'documentOn',
  OFFICE_BEFORE_AGREEMENT: 'officeStated',
};

/** What the form asks for beside the answer. */
export function documentForm(item: ItemState, verb: DecisionForm['verb'], language: Language): Pick<DecisionForm, 'document'> {
  const asked = documentAsked(item.id, verb);
  if (!asked) return {};
  const day = stageOf(item.id) === 'appointment' ? item.submission?.counts.officeDay : undefined;
  return { document: { needed: asked === 'needed', ...(day ? { office: dayText(dayOfFigure(day), language) } : {}) } };
}

export function documentTyped(form: FormFields): TypedDocument {
  return {
    number: tidy(typed(form, 'documentNumber')),
    on: readDate(typed(form, 'documentOn')),
    officeStated: typed(form, 'officeStated') === 'on' || typed(form, 'officeStated') === 'true',
  };
}

/** What is wrong with it before a run is asked: a number without a day, a day that is none. */
export function documentMistakes({ number, on }: TypedDocument, asked: 'needed' | 'possible' | undefined, language: Language): Mistake[] {
  const t = translator(language);
  if (!asked || (asked === 'possible' && number === '' && on === '')) return [];
  return [
    ...(number === '' ? [{ field: 'documentNumber', text: t(itemTexts.documentNumberMissing) }] : []),
    ...(number.length > DOCUMENT_MAX || !isPlainText(number, false)
      ? [{ field: 'documentNumber', text: t(itemTexts.documentNumberWrong(DOCUMENT_MAX)) }]
      : []),
    ...(isPlanDate(on) ? [] : [{ field: 'documentOn', text: t(itemTexts.documentOnWrong) }]),
  ];
}

/** Its part of the envelope, without the digest of the number. */
export function documentBody({ number, on, officeStated }: TypedDocument): Readonly<Record<string, unknown>> {
  return number === '' ? {} : { documentOn: on, ...(officeStated ? { officeStated } : {}) };
}

/** What is told of it: `岚团复〔2012〕6号，2012年9月10日`. */
export function documentText(number: string | undefined, on: string, language: Language): string {
  return translator(language)(
    itemTexts.documentText(number ?? translator(language)(itemTexts.documentNumberUnknown), dayText(on, language)),
  );
}
