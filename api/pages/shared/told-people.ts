import type { Language } from '../../../domain/language/sentence.ts';
import type { EventPeople } from '../../use-cases/people-of-events.ts';
import { historyTexts } from '../township/history-texts.ts';
import { bracketed, joined, labelled, listed } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';

/** `（当选：叶甲、李乙）`; nothing where nobody is named. */
export function peopleText(people: readonly EventPeople[] | undefined, language: Language): string {
  if (!people || people.length === 0) return '';
  const t = translator(language);
  const groups = people.map(({ as, office, names }) => {
    const what = `${office ? t(historyTexts[`people-${office}`]) : ''}${as === 'about' ? '' : t(historyTexts[`people-${as}`])}`;
    return what === '' ? t(listed(names)) : t(labelled(what, t(listed(names))));
  });
  return t(bracketed(t(joined(groups))));
}
