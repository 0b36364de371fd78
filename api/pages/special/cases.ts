import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { commentsOf } from '../../../store/acts.ts';
import type { TownshipView } from '../../access/township-view.ts';
import type { PageDeps } from '../deps.ts';
import type { PageRequest } from '../routing/route.ts';
import { translatorOf } from '../shared/seen-township.ts';
import { dayText } from '../ui/dates.ts';
import { listed } from '../ui/signs.ts';
import type { Translate } from '../ui/texts/bilingual.ts';
import { type SpecialForms, type SpecialNames, tieTitle } from './forms.ts';
import { specialTexts } from './texts.ts';
import type { SpecialCase } from './view.tsx';

/** One visit to a township's unusual cases. */
export interface Looking {
  readonly visit: PageRequest;
  readonly deps: PageDeps;
  readonly view: TownshipView;
  readonly names: SpecialNames;
}

/** The matter is for the offices that deal with it, the county's staff and the auditor: not for the township league, whose people it is about. */
export async function objectionCases({ visit, deps, view: { progress }, names }: Looking, forms: SpecialForms): Promise<SpecialCase[]> {
  const { actor, language } = visit;
  const t = translatorOf(visit);
  const { objections } = progress.state;
  const matters =
    actor.role === 'township-league'
      ? new Map<string, string>()
      : await commentsOf(
          deps.store,
          objections.map(({ nonce }) => nonce),
        );
  return objections.map((one) => {
    const form = forms.resolveObjection(one.number);
    const matter = matters.get(one.nonce);
    return {
      title: t(specialTexts.objection(one.number)),
      facts: [
        { label: t(specialTexts.about), value: names.people.nameAt(one.item, one.round, one.person) ?? String(one.person) },
        {
          label: t(specialTexts.received),
          value: `${dayText(dateOf(one.receivedAt), language)} · ${t(specialTexts[one.channel])} · ${t(one.named ? specialTexts.named : specialTexts.anonymous)}`,
        },
        ...(matter ? [{ label: t(specialTexts.matter), value: matter }] : []),
        { label: t(specialTexts.standing), value: t(specialTexts[`step-${one.status}`]) },
        // What was found stays in view when it has been answered and closed.
        ...(one.finding && one.finding !== one.status
          ? [{ label: t(specialTexts.finding), value: t(specialTexts[`step-${one.finding}`]) }]
          : []),
        ...(one.due ? [{ label: t(specialTexts.due), value: dayText(one.due, language) }] : []),
      ],
      ...(form ? { form } : {}),
    };
  });
}

export function seatCase({ visit, names }: Looking, seat: TownshipView['progress']['state']['seats'][number]): SpecialCase {
  const { language } = visit;
  const t = translatorOf(visit);
  const person = names.people.nameAt(seat.item, seat.round, seat.person);
  return {
    title: t(specialTexts.seat(seat.number)),
    facts: [
      { label: t(specialTexts.standing), value: `${t(specialTexts[`cause-${seat.cause}`])} · ${t(specialTexts[`seat-${seat.status}`])}` },
      ...(person ? [{ label: t(specialTexts.about), value: person }] : []),
      { label: itemTitle(seat.item, language), value: dayText(dateOf(seat.since), language) },
    ],
  };
}

/** Each by name: who has equal votes, and once the party committee has decided, who is elected. */
export function tieCases({ visit, names }: Looking): SpecialCase[] {
  const { language } = visit;
  const t = translatorOf(visit);
  return names.ties.map((tie) => ({
    title: tieTitle(tie, visit),
    facts: [
      { label: t(specialTexts.whichStage), value: itemTitle(tie.item.id, language) },
      { label: t(specialTexts.tiedPeople), value: t(listed(tie.tied)) },
      { label: t(specialTexts.tiedSeats), value: String(tie.seats) },
      { label: t(specialTexts.standing), value: t(tieStanding(tie, t)) },
    ],
  }));
}

function tieStanding({ taken, agreed }: Looking['names']['ties'][number], t: Translate) {
  if (!taken) return specialTexts.tieOpen;
  const names = t(listed(taken));
  return agreed ? specialTexts.tieAgreed(names) : specialTexts.tieTaken(names);
}

export async function lostCases({ visit, deps, view: { progress }, names }: Looking): Promise<SpecialCase[]> {
  const { language } = visit;
  const t = translatorOf(visit);
  const { lost } = progress.state;
  const reasons = await commentsOf(
    deps.store,
    lost.map(({ nonce }) => nonce),
  );
  return lost.map(({ person, round, at, nonce, cause }, index) => ({
    title: names.people.nameAt('formal-candidates', round, person) ?? `${t(specialTexts.lost)} ${index + 1}`,
    facts: [
      { label: t(specialTexts.received), value: dayText(dateOf(at), language) },
      ...(cause === 'withdrawn' ? [] : [{ label: t(specialTexts.standing), value: t(specialTexts[`lost-${cause}`]) }]),
      // What an objection was about is not for everybody.
      ...(reasons.get(nonce) && cause !== 'objection' ? [{ label: t(specialTexts.reason), value: reasons.get(nonce) ?? '' }] : []),
    ],
  }));
}
