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
import { irregularTexts } from './texts.ts';
import type { IrregularField, IrregularForm } from './view.tsx';

/** Messages about unusual cases that a page sends. */
export const IRREGULAR_MESSAGES = ['object', 'resolveObjection', 'withdrawCandidate', 'reportVacancy', 'settleTie', 'waive'] as const;
export type IrregularMessage = Extract<TownshipMessageName, (typeof IRREGULAR_MESSAGES)[number]>;

/** What the page knows of a township beside its state: names by their number on the lists in force. */
export interface IrregularNames {
  /** Of every list from the formal one to the appointment. */
  readonly people: PeopleLists;
  readonly candidates: readonly string[];
  /** Ties that people decide or have decided. */
  readonly ties: readonly TieOnRecord[];
}

export async function namesFor(deps: Pick<PageDeps, 'store' | 'now'>, view: TownshipView): Promise<IrregularNames> {
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
  return `${t(irregularTexts.tieTitle)}${t(bracketed(t(irregularTexts[`office-${office}`])))}`;
}

/** Builds the forms that the reader may send now: what the run itself would refuse is not offered. */
export class IrregularForms {
  readonly #view: TownshipView;
  readonly #visit: PageRequest;
  readonly #names: IrregularNames;
  readonly #typed: (field: string) => string;

  /** @param typed what was typed into the form that is shown again, by the input's name */
  constructor(view: TownshipView, visit: PageRequest, names: IrregularNames, typed: (field: string) => string) {
    this.#view = view;
    this.#visit = visit;
    this.#names = names;
    this.#typed = typed;
  }

  all(): IrregularForm[] {
    return [this.object(), this.withdrawCandidate(), this.reportVacancy(), ...this.settleTies(), this.waive()].filter(
      (form) => form !== undefined,
    );
  }

  object(): IrregularForm | undefined {
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
    const channels = (['letter', 'phone', 'visit', 'mail'] as const).map((value) => ({ value, label: t(irregularTexts[value]) }));
    return this.#form('object', 'object', t(irregularTexts.objectTitle), t(irregularTexts.objectHint), {}, [
      { kind: 'select', name: 'about', label: t(irregularTexts.person), options },
      { kind: 'select', name: 'channel', label: t(irregularTexts.channel), options: channels },
      { kind: 'checkbox', name: 'named', label: t(irregularTexts.named) },
      { kind: 'reason', name: 'reason', label: t(irregularTexts.matter), hint: t(irregularTexts.matterHint) },
    ]);
  }

  resolveObjection(number: number): IrregularForm | undefined {
    const objection = this.#state.objections.find((one) => one.number === number);
    if (!objection) return undefined;
    const t = this.#t;
    const options = stepsOf(objection)
      .filter((step) => this.#may('resolveObjection', { objection: number, step }))
      .map((step) => ({ value: step, label: t(irregularTexts[`step-${step}`]) }));
    if (options.length === 0) return undefined;
    return this.#form(
      'resolveObjection',
      `resolveObjection-${number}`,
      t(irregularTexts.resolveTitle),
      undefined,
      { objection: String(number) },
      [
        { kind: 'select', name: 'step', label: t(irregularTexts.step), options },
        { kind: 'reason', name: 'reason', label: t(irregularTexts.findingReason), hint: t(irregularTexts.matterHint) },
      ],
    );
  }

  withdrawCandidate(): IrregularForm | undefined {
    const round = this.#state.items.find((item) => item.id === 'formal-candidates')?.round ?? 0;
    const options = this.#names.candidates.flatMap((label, index): Option[] =>
      this.#may('withdrawCandidate', { round, person: index + 1 }) ? [{ value: `${round}#${index + 1}`, label }] : [],
    );
    if (options.length === 0) return undefined;
    const t = this.#t;
    return this.#form('withdrawCandidate', 'withdrawCandidate', t(irregularTexts.withdrawTitle), t(irregularTexts.withdrawHint), {}, [
      { kind: 'select', name: 'about', label: t(irregularTexts.person), options },
      this.#reason(),
    ]);
  }

  reportVacancy(): IrregularForm | undefined {
    const t = this.#t;
    const options = this.#state.seats
      .filter(({ number }) => this.#may('reportVacancy', { seat: number }))
      .map(({ number, cause, item, round, person }) => {
        const name = this.#names.people.nameAt(item, round, person);
        const why = t(irregularTexts[`cause-${cause}`]);
        return {
          value: String(number),
          label: `${t(irregularTexts.seat(number))}${t(bracketed(name ? `${name}${t(comma)}${why}` : why))}`,
        };
      });
    if (options.length === 0) return undefined;
    return this.#form('reportVacancy', 'reportVacancy', t(irregularTexts.vacancyTitle), undefined, {}, [
      { kind: 'select', name: 'seat', label: t(irregularTexts.whichSeat), options },
      this.#reason(),
    ]);
  }

  settleTies(): IrregularForm[] {
    const t = this.#t;
    return this.#names.ties.flatMap((tie) => {
      const { item, office, seats, tied } = tie;
      const digest = item.submission?.digest ?? '';
      if (!this.#may('settleTie', { item: item.id, round: item.round, office, digest, people: [] })) return [];
      const { language } = this.#visit;
      const id = `settleTie-${item.id.replaceAll('/', '-')}-${office}`;
      const hint = t(irregularTexts.tieHint(itemTitle(item.id, language), tied.length, seats));
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

  waive(): IrregularForm | undefined {
    const options = this.#state.items
      .filter(({ id }) => this.#may('waive', { item: id }))
      .map(({ id }) => ({ value: id, label: itemTitle(id, this.#visit.language) }));
    if (options.length === 0) return undefined;
    const t = this.#t;
    return this.#form('waive', 'waive', t(irregularTexts.waiveTitle), t(irregularTexts.waiveHint), {}, [
      { kind: 'select', name: 'item', label: t(irregularTexts.whichStage), options },
      this.#reason(),
    ]);
  }

  get #state() {
    return this.#view.progress.state;
  }

  get #t() {
    return translatorOf(this.#visit);
  }

  #may(name: IrregularMessage, body: Readonly<Record<string, unknown>>): boolean {
    return wouldRefuse(this.#view, this.#visit.actor, name, body) === undefined;
  }

  #reason(): Omit<IrregularField, 'value'> {
    return { kind: 'reason', name: 'reason', label: this.#t(irregularTexts.reason), hint: this.#t(irregularTexts.matterHint) };
  }

  #form(
    message: IrregularMessage,
    id: string,
    title: string,
    hint: string | undefined,
    hidden: Readonly<Record<string, string>>,
    fields: readonly Omit<IrregularField, 'value'>[],
  ): IrregularForm {
    const action = `${townshipPath(this.#view.campaign._id, this.#view.township.id)}/irregular/${message}`;
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
