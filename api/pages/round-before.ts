import type { RoundEnd } from '../../domain/process/township-state.ts';
import type { Language } from '../../domain/texts/notices.ts';
import type { Again } from '../use-cases/tasks.ts';
import { translator } from '../web/texts/bilingual.ts';
import { itemTexts } from '../web/texts/item.ts';
import { tasksTexts } from '../web/texts/tasks.ts';

/** How the round before ended, as whoever has to do it again is told. */
export function endWord(ended: RoundEnd, language: Language): string {
  return translator(language)(ended === 'returned' ? tasksTexts.sentBack : itemTexts[ended]);
}

/** The same with the reason that was given. */
export function againText({ ended, reason }: Again, language: Language): string {
  const how = endWord(ended, language);
  return reason ? translator(language)(tasksTexts.again(how, reason)) : how;
}
