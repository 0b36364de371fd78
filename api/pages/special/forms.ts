import { rowsAt } from '../../../domain/election/named-ballot.ts';
import { nameKey } from '../../../domain/language/name-key.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { stepsOf } from '../../../domain/process/objections.ts';
import type { TownshipMessageName } from '../../../domain/state/messages.ts';
import type { ItemState } from '../../../domain/state/township-state.ts';
import { findRevision } from '../../../store/dossiers.ts';
import type { TownshipView } from '../../access/township-view.ts';
import { type PeopleLists, peopleLists } from '../../use-cases/people-lists.ts';
import { type TieOnRecord, tiesOnRecord } from '../../use-cases/ties-on-record.ts';
import { wouldRefuse } from '../../use-cases/would-refuse.ts';
import type { PageDeps } from '../deps.ts';
import { townshipPath } from '../paths.ts';
import type { PageRequest } from '../routing/route.ts';
import { translatorOf } from '../shared/seen-township.ts';
import type { Option } from '../ui/inputs.tsx';
import { bracketed, comma } from '../ui/signs.ts';
import { specialTexts } from './texts.ts';
import type { SpecialField, SpecialForm } from './view.tsx';

/** Messages about unusual cases that a page sends. */
export const SPECIAL_MESSAGES = ['object', 'resolveObjection', 'withdrawCandidate', 'reportVacancy', 'settleTie', 'waive'] as const;
export type SpecialMessage = Extract<TownshipMessageName, (typeof SPECIAL_MESSAGES)[number]>;

/** What the page knows of a township beside its state: names by their number on the lists in force. */
export interface SpecialNames {
  /** Of every list from the formal one to the appointment. */
  readonly people: PeopleLists;
  readonly candidates: readonly string[];
  /** Ties that people decide or have decided. */
  readonly ties: readonly TieOnRecord[];
}

export async function namesFor(deps: Pick<PageDeps, 'store' | 'now'>, view: TownshipView): Promise<SpecialNames> {
  const { store } = deps;
  const { state } = view.progress;
  const listed = async (item: ItemState | undefined, field: string) => {
    const submission = item?.submission ?? item?.pastRounds.findLast((round) => round.submission)?.submission;
    const revision = submission ? await findRevision(store, submission.revision) : undefined;
    return rowsAt(revision?.dossier, field).map((row) => String(row['name']));
  };
  const formal = state.items.find((item) => item.id === 'formal-candidates');
  return { people: await peopleLists(deps, state), candidates: await listed(formal, 'candidates'), ties: await tiesOnRecord(deps, view) };
}

/** What a tie is called, on the page and over its form. */
export function tieTitle({ office }: Pick<TieOnRecord, 'office'>, visit: PageRequest): string {
  const t = translatorOf(visit);
  return `${t(specialTexts.tieTitle)}${t(bracketed(t(specialTexts[`office-${office}`])))}`;
}

/** Builds the forms that the reader may send now: what the run itself would refuse is not offered. */
export class SpecialForms {
  readonly #view: TownshipView;
  readonly #visit: PageRequest;
  readonly #names: SpecialNames;
  readonly #typed: (field: string) => string;

  /** @param typed what was typed into the form that is shown again, by the input's name */
  constructor(view: TownshipView, visit: PageRequest, names: SpecialNames, typed: (field: string) => string) {
    this.#view = view;
    this.#visit = visit;
    this.#names = names;
    this.#typed = typed;
  }

  all(): SpecialForm[] {
    return [this.object(), this.withdrawCandidate(), this.reportVacancy(), ...this.settleTies(), this.waive()].filter(
      (form) => form !== undefined,
    );
  }

  object(): SpecialForm | undefined {
    const seen = new Set<string>();
    // Everybody once, by the latest list on which they stand.
    const lists = this.#names.people.inForce();
    // Once the members are reported, whoever was not elected is nobody's matter any more.
    const reported = lists.some(({ item }) => item === 'member-report');
    const options = lists
      .filter(({ item }) => !reported || item !== 'formal-candidates')
      .toReversed()
      .flatMap(({ item, round, names }) =>
        names.flatMap((name, index): Option[] => {
          const about = { item, round, person: index + 1 };
          if (seen.has(nameKey(name)) || !this.#may('object', { ...about, named: true, channel: 'letter' })) return [];
          seen.add(nameKey(name));
          return [
            {
              value: `${item}#${round}#${index + 1}`,
              label: `${name}${translatorOf(this.#visit)(bracketed(itemTitle(item, this.#visit.language)))}`,
            },
          ];
        }),
      );
    if (options.length === 0) return undefined;
    const t = this.#t;
    const channels = (['letter', 'phone', 'visit', 'mail'] as const).map((value) => ({ value, label: t(specialTexts[value]) }));
    return this.#form('object', 'object', t(specialTexts.objectTitle), t(specialTexts.objectHint), {}, [
      { kind: 'select', name: 'about', label: t(specialTexts.person), options },
      { kind: 'select', name: 'channel', label: t(specialTexts.channel), options: channels },
      { kind: 'checkbox', name: 'named', label: t(specialTexts.named) },
      { kind: 'reason', name: 'reason', label: t(specialTexts.matter), hint: t(specialTexts.matterHint) },
    ]);
  }

  resolveObjection(number: number): SpecialForm | undefined {
    const objection = this.#state.objections.find((one) => one.number === number);
    if (!objection) return undefined;
    const t = this.#t;
    const options = stepsOf(objection)
      .filter((step) => this.#may('resolveObjection', { objection: number, step }))
      .map((step) => ({ value: step, label: t(specialTexts[`step-${step}`]) }));
    if (options.length === 0) return undefined;
    return this.#form(
      'resolveObjection',
      `resolveObjection-${number}`,
      t(specialTexts.resolveTitle),
      undefined,
      { objection: String(number) },
      [
        { kind: 'select', name: 'step', label: t(specialTexts.step), options },
        { kind: 'reason', name: 'reason', label: t(specialTexts.findingReason), hint: t(specialTexts.matterHint) },
      ],
    );
  }

  withdrawCandidate(): SpecialForm | undefined {
    const round = this.#state.items.find((item) => item.id === 'formal-candidates')?.round ?? 0;
    const options = this.#names.candidates.flatMap((label, index): Option[] =>
      this.#may('withdrawCandidate', { round, person: index + 1 }) ? [{ value: `${round}#${index + 1}`, label }] : [],
    );
    if (options.length === 0) return undefined;
    const t = this.#t;
    return this.#form('withdrawCandidate', 'withdrawCandidate', t(specialTexts.withdrawTitle), t(specialTexts.withdrawHint), {}, [
      { kind: 'select', name: 'about', label: t(specialTexts.person), options },
      this.#reason(),
    ]);
  }

  reportVacancy(): SpecialForm | undefined {
    const t = this.#t;
    const options = this.#state.seats
      .filter(({ number }) => this.#may('reportVacancy', { seat: number }))
      .map(({ number, cause, item, round, person }) => {
        const name = this.#names.people.nameAt(item, round, person);
        const why = t(specialTexts[`cause-${cause}`]);
        return { value: String(number), label: `${t(specialTexts.seat(number))}${t(bracketed(name ? `${name}${t(comma)}${why}` : why))}` };
      });
    if (options.length === 0) return undefined;
    return this.#form('reportVacancy', 'reportVacancy', t(specialTexts.vacancyTitle), undefined, {}, [
      { kind: 'select', name: 'seat', label: t(specialTexts.whichSeat), options },
      this.#reason(),
    ]);
  }

  settleTies(): SpecialForm[] {
    const t = this.#t;
    return this.#names.ties.flatMap((tie) => {
      const { item, office, seats, tied } = tie;
      const digest = item.submission?.digest ?? '';
      if (!this.#may('settleTie', { item: item.id, round: item.round, office, digest, people: [] })) return [];
      const { language } = this.#visit;
      const id = `settleTie-${item.id.replaceAll('/', '-')}-${office}`;
      const hint = t(specialTexts.tieHint(itemTitle(item.id, language), tied.length, seats));
      const hidden = { item: item.id, round: String(item.round), office, digest, seats: String(seats) };
      return [
        {
          ...this.#form('settleTie', id, tieTitle(tie, this.#visit), hint, hidden, [
            ...tied.map((name, index) => ({ kind: 'person' as const, name: `person${index + 1}`, label: name })),
            this.#reason(),
          ]),
          asked: true,
        },
      ];
    });
  }

  waive(): SpecialForm | undefined {
    const options = this.#state.items
      .filter(({ id }) => this.#may('waive', { item: id }))
      .map(({ id }) => ({ value: id, label: itemTitle(id, this.#visit.language) }));
    if (options.length === 0) return undefined;
    const t = this.#t;
    return this.#form('waive', 'waive', t(specialTexts.waiveTitle), t(specialTexts.waiveHint), {}, [
      { kind: 'select', name: 'item', label: t(specialTexts.whichStage), options },
      this.#reason(),
    ]);
  }

  get #state() {
    return this.#view.progress.state;
  }

  get #t() {
    return translatorOf(this.#visit);
  }

  #may(name: SpecialMessage, body: Readonly<Record<string, unknown>>): boolean {
    return wouldRefuse(this.#view, this.#visit.actor, name, body) === undefined;
  }

  #reason(): Omit<SpecialField, 'value'> {
    return { kind: 'reason', name: 'reason', label: this.#t(specialTexts.reason), hint: this.#t(specialTexts.matterHint) };
  }

  #form(
    message: SpecialMessage,
    id: string,
    title: string,
    hint: string | undefined,
    hidden: Readonly<Record<string, string>>,
    fields: readonly Omit<SpecialField, 'value'>[],
  ): SpecialForm {
    const action = `${townshipPath(this.#view.campaign._id, this.#view.township.id)}/special/${message}`;
    return {
      id,
      title,
      action,
      hidden: { ...hidden, form: id },
      fields: fields.map((field) => ({ ...field, name: `${id}.${field.name}`, value: this.#typed(`${id}.${field.name}`) })),
      ...(hint ? { hint } : {}),
    };
  }
}
