import { mayRead } from '../../../domain/authority/reading.ts';
import { dateOf } from '../../../domain/calendar/plan-date.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { commentsOf } from '../../../store/commands.ts';
import type { TownshipView } from '../../access/township-view.ts';
import type { PageDeps } from '../deps.ts';
import type { PageRequest } from '../routing/route.ts';
import { translatorOf } from '../shared/seen-township.ts';
import { dayText } from '../ui/dates.ts';
import { listed } from '../ui/signs.ts';
import type { Translate } from '../ui/texts/bilingual.ts';
import { type IrregularForms, type IrregularNames, tieTitle } from './forms.ts';
import { irregularTexts } from './texts.ts';
import type { IrregularCase } from './view.tsx';

/** One visit to a township's unusual cases. */
export interface Looking {
  readonly visit: PageRequest;
  readonly deps: PageDeps;
  readonly view: TownshipView;
  readonly names: IrregularNames;
}

/** What an objection is about is told to whoever may read it. */
export async function objectionCases(
  { visit, deps, view: { campaign, township, progress }, names }: Looking,
  forms: IrregularForms,
): Promise<IrregularCase[]> {
  const { actor, language } = visit;
  const t = translatorOf(visit);
  const { objections } = progress.state;
  const matters = mayRead(actor, 'objection-matter', campaign.county, township.id)
    ? await commentsOf(
        deps.store,
        objections.map(({ nonce }) => nonce),
      )
    : new Map<string, string>();
  return objections.map((one) => {
    const form = forms.resolveObjection(one.number);
    const matter = matters.get(one.nonce);
    return {
      title: t(irregularTexts.objection(one.number)),
      facts: [
        { label: t(irregularTexts.about), value: names.people.nameAt(one.item, one.round, one.person) ?? String(one.person) },
        {
          label: t(irregularTexts.received),
          value: `${dayText(dateOf(one.receivedAt), language)} · ${t(irregularTexts[one.channel])} · ${t(one.named ? irregularTexts.named : irregularTexts.anonymous)}`,
        },
        ...(matter ? [{ label: t(irregularTexts.matter), value: matter }] : []),
        { label: t(irregularTexts.standing), value: t(irregularTexts[`step-${one.status}`]) },
        // What was found stays in view when it has been answered and closed.
        ...(one.finding && one.finding !== one.status
          ? [{ label: t(irregularTexts.finding), value: t(irregularTexts[`step-${one.finding}`]) }]
          : []),
        ...(one.due ? [{ label: t(irregularTexts.due), value: dayText(one.due, language) }] : []),
      ],
      ...(form ? { form } : {}),
    };
  });
}

export function seatCase({ visit, names }: Looking, seat: TownshipView['progress']['state']['seats'][number]): IrregularCase {
  const { language } = visit;
  const t = translatorOf(visit);
  const person = names.people.nameAt(seat.item, seat.round, seat.person);
  return {
    title: t(irregularTexts.seat(seat.number)),
    facts: [
      {
        label: t(irregularTexts.standing),
        value: `${t(irregularTexts[`cause-${seat.cause}`])} · ${t(irregularTexts[`seat-${seat.status}`])}`,
      },
      ...(person ? [{ label: t(irregularTexts.about), value: person }] : []),
      { label: itemTitle(seat.item, language), value: dayText(dateOf(seat.since), language) },
    ],
  };
}

/** Each by name: who has equal votes, and once the party committee has decided, who is elected. */
export function tieCases({ visit, names }: Looking): IrregularCase[] {
  const { language } = visit;
  const t = translatorOf(visit);
  return names.ties.map((tie) => ({
    title: tieTitle(tie, visit),
    facts: [
      { label: t(irregularTexts.whichStage), value: itemTitle(tie.item.id, language) },
      { label: t(irregularTexts.tiedPeople), value: t(listed(tie.tied)) },
      { label: t(irregularTexts.tiedSeats), value: String(tie.seats) },
      { label: t(irregularTexts.standing), value: t(tieStanding(tie, t)) },
    ],
  }));
}

function tieStanding({ taken, agreed }: Looking['names']['ties'][number], t: Translate) {
  if (!taken) return irregularTexts.tieOpen;
  const names = t(listed(taken));
  return agreed ? irregularTexts.tieAgreed(names) : irregularTexts.tieTaken(names);
}

export async function lostCases({ visit, deps, view: { progress }, names }: Looking): Promise<IrregularCase[]> {
  const { language } = visit;
  const t = translatorOf(visit);
  const { lost } = progress.state;
  const reasons = await commentsOf(
    deps.store,
    lost.map(({ nonce }) => nonce),
  );
  return lost.map(({ person, round, at, nonce, cause }, index) => ({
    title: names.people.nameAt('formal-candidates', round, person) ?? `${t(irregularTexts.lost)} ${index + 1}`,
    facts: [
      { label: t(irregularTexts.received), value: dayText(dateOf(at), language) },
      ...(cause === 'withdrawn' ? [] : [{ label: t(irregularTexts.standing), value: t(irregularTexts[`lost-${cause}`]) }]),
      // What an objection was about is not for everybody.
      ...(reasons.get(nonce) && cause !== 'objection' ? [{ label: t(irregularTexts.reason), value: reasons.get(nonce) ?? '' }] : []),
    ],
  }));
}
