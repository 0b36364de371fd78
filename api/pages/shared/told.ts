import type { Language } from '../../../domain/language/sentence.ts';
import type { Outcome } from '../../use-cases/outcome.ts';
import { refusalText } from '../../use-cases/refusal-text.ts';
import { itemTexts } from '../item/texts.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';

/** What a form shows again when nothing took effect: why, and the status of the answer. Undefined: look at the reference page. */
export function notTaken(outcome: Outcome, language: Language): { readonly mistake: Mistake; readonly status: number } | undefined {
  if (outcome.kind === 'refused') return { mistake: { text: refusalText(outcome.code, outcome.details, language) }, status: 409 };
  if (outcome.kind === 'unavailable')
    return { mistake: { text: translator(language)(outcome.lost ? itemTexts.lost : countyTexts.unavailable) }, status: 503 };
  return undefined;
}
