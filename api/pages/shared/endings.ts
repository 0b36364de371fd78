import type { Language } from '../../../domain/language/sentence.ts';
import { eventSubject } from '../../../domain/notifications/notices.ts';
import type { EventKind, ProcessEvent } from '../../../domain/state/events.ts';
import type { TownshipMessageName } from '../../../domain/state/messages.ts';
import type { TownshipView } from '../../access/township-view.ts';
import type { EventPeople } from '../../use-cases/people-of-events.ts';
import { wouldHappen } from '../../use-cases/would-refuse.ts';
import { itemTexts } from '../item/texts.ts';
import { formOf, typed } from '../routing/form.ts';
import type { PageRequest } from '../routing/route.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { peopleText } from './told-people.ts';

/**
 * What a press ends or voids: said in words before it is pressed, with a tick of its own, so that a slip of the pen ends
 * nothing; and said again on the receipt.
 */

/** Events that end or void something that people worked on. */
const ENDS: readonly EventKind[] = ['vote-void', 'postponed', 'list-short', 'seat-vacated', 'waived', 'township-closed'];

/** What else a receipt tells beside them: what came of it, and what goes its own way now. */
const TOLD: readonly EventKind[] = [
  ...ENDS,
  'run-off',
  'supplementary',
  'tie-decision-asked',
  'tie-settled',
  'candidate-lost',
  'vacancy-reported',
  'person-deferred',
  'seat-filled',
  'superseded',
  'notice-corrected',
  'objection-received',
  'objection-logged',
  'objection-step',
];

/** The tick's name in every form. */
const TICK = 'ends';

/** A press that ends something, as its page asks about it. */
export interface Ending {
  readonly sentences: readonly string[];
  readonly ticked: boolean;
  /** Why it was not taken: the tick is missing. */
  readonly mistake?: string;
}

/** What a message of the reader's would end if it were sent now; undefined when it ends nothing. */
export function endingOf(
  view: Pick<TownshipView, 'campaign' | 'township' | 'progress' | 'now'>,
  { actor, language, request }: Pick<PageRequest, 'actor' | 'language' | 'request'>,
  name: TownshipMessageName,
  body: Readonly<Record<string, unknown>>,
): Ending | undefined {
  const kinds = name === 'reportVacancy' ? [...ENDS, 'vacancy-reported'] : ENDS;
  const events = wouldHappen(view, actor, name, body).filter(({ kind }) => kinds.includes(kind));
  if (events.length === 0) return undefined;
  return { sentences: sentencesOf(events, view.township, language), ticked: typed(formOf(request), TICK) === 'on' };
}

/** The mistake of a press that would end something and was not ticked. */
export function endingMistakes(ending: Ending | undefined, language: Language): Mistake[] {
  if (!ending || ending.ticked) return [];
  return [{ field: TICK, text: translator(language)(itemTexts.endsMissing) }];
}

type Place = Pick<TownshipView['township'], 'name' | 'body'>;

/** What happened by a message, for its receipt. */
export function toldOf(
  events: readonly ProcessEvent[],
  place: Place,
  language: Language,
  people: ReadonlyMap<string, readonly EventPeople[]>,
): string[] {
  return sentencesOf(
    events.filter(({ kind }) => TOLD.includes(kind)),
    place,
    language,
    people,
  );
}

function sentencesOf(
  events: readonly ProcessEvent[],
  place: Place,
  language: Language,
  people: ReadonlyMap<string, readonly EventPeople[]> = new Map(),
): string[] {
  const said = events.map((event) => `${eventSubject(event, place, language)}${peopleText(people.get(event.key), language)}`);
  return [...new Set(said)];
}
