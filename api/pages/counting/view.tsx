import { electionTexts } from '../election-papers/texts.ts';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Checkbox, Select, TextArea, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { colon } from '../ui/signs.ts';

/** A pile as typed. */
export interface PileForm {
  readonly times: string;
  /** By candidate's place. */
  readonly marks: readonly string[];
  readonly writeIns: string;
  readonly illegible: boolean;
}

export const COUNT_FIGURES = ['entitled', 'present', 'issued', 'returned'] as const;
export type CountFigure = (typeof COUNT_FIGURES)[number];

export interface CountedPerson {
  readonly name: string;
  readonly for: number;
  readonly against?: number;
  readonly abstain?: number;
  readonly fate: 'elected' | 'tied' | 'notElected';
}

export interface CountResult {
  readonly counted: number;
  readonly invalid: number;
  readonly valid: number;
  readonly people: readonly CountedPerson[];
  /** What does not agree, in the reader's language. */
  readonly disagreements: readonly string[];
  /** What was understood otherwise than it was typed, in the reader's language. */
  readonly notes: readonly string[];
  /** What becomes of the vote; absent while figures are missing or disagree. */
  readonly outcome?: 'postponed' | 'void' | 'complete' | 'run-off' | 'supplementary' | 'vacant' | 'decision-asked';
}

export interface CountView {
  readonly title: string;
  readonly seats: number;
  readonly action: string;
  readonly names: string;
  readonly candidates: readonly string[];
  readonly figures: Readonly<Record<CountFigure, string>>;
  readonly piles: readonly PileForm[];
  readonly mistakes: readonly Mistake[];
  readonly result?: CountResult;
  readonly back: string;
}

/** Tellers enter piles of papers marked alike; the page adds up and shows what disagrees. The script presses the button while they type. */
export function CountPage({ title, seats, action, names, candidates, figures, piles, mistakes, result, back }: CountView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{`${title}${t(colon)}${t(electionTexts.count)}`}</h1>
      <p class="lead">{t(electionTexts.seats(seats))}</p>
      <p class="hint">{t(electionTexts.countHint)}</p>
      <section id="count-result" class="panel" aria-live="polite">
        <h2>{t(electionTexts.result)}</h2>
        {result ? <Result {...result} /> : <p>{t(electionTexts.nothingYet)}</p>}
      </section>
      <div data-live-form="count-result">
        <PostForm action={action}>
          <TextArea
            name="names"
            label={t(electionTexts.names)}
            hint={t(electionTexts.namesHint)}
            value={names}
            mistake={mistakeAt(mistakes, 'names')}
          />
          <div class="cells">
            {COUNT_FIGURES.map((figure) => (
              <TextInput
                key={figure}
                name={figure}
                inputMode="numeric"
                label={t(electionTexts[figure])}
                value={figures[figure]}
                mistake={mistakeAt(mistakes, figure)}
              />
            ))}
          </div>
          {piles.map((pile, index) => (
            <Pile key={index} {...pile} index={index} candidates={candidates} mistake={mistakeAt(mistakes, `piles[${index}].times`)} />
          ))}
          <input type="hidden" name="count" value={piles.length} />
          <div class="actions">
            <button type="submit">{t(electionTexts.check)}</button>
            <button class="quiet" type="submit" name="more" value="5">
              {t(electionTexts.addPiles)}
            </button>
            <a class="target" href={back}>
              {t({ zh: '返回', en: 'Back' })}
            </a>
          </div>
        </PostForm>
      </div>
    </>
  );
}

function Pile({
  index,
  times,
  marks,
  writeIns,
  illegible,
  candidates,
  mistake,
}: PileForm & { readonly index: number; readonly candidates: readonly string[]; readonly mistake: string | undefined }) {
  const t = useText();
  const options = [
    { value: '', label: t(electionTexts.abstain) },
    { value: 'for', label: `○ ${t(electionTexts.for)}` },
    { value: 'against', label: `× ${t(electionTexts.against)}` },
  ];
  const at = (name: string) => `piles[${index}].${name}`;
  return (
    <fieldset class="row">
      <legend>{t(electionTexts.pile(index + 1))}</legend>
      <div class="cells">
        <TextInput name={at('times')} inputMode="numeric" label={t(electionTexts.times)} value={times} mistake={mistake} />
        {candidates.map((name, place) => (
          <Select key={name} name={at(`mark${place}`)} label={name} value={marks[place] ?? ''} options={options} />
        ))}
        <TextInput name={at('writeIns')} label={t(electionTexts.writeIns)} hint={t(electionTexts.writeInsHint)} optional value={writeIns} />
        <Checkbox name={at('illegible')} label={t(electionTexts.illegible)} checked={illegible} />
      </div>
    </fieldset>
  );
}

function Result({ counted, invalid, valid, people, disagreements, notes, outcome }: CountResult) {
  const t = useText();
  return (
    <>
      <p>{`${t(electionTexts.returned)} ${counted}　${t(electionTexts.invalid)} ${invalid}　${t(electionTexts.valid)} ${valid}`}</p>
      {disagreements.length > 0 ? (
        <ul class="rule-results">
          {disagreements.map((text) => (
            <li key={text} class="fails">
              {text}
            </li>
          ))}
        </ul>
      ) : (
        <p class="tag holds">{t(electionTexts.allAgree)}</p>
      )}
      {notes.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <table>
        <caption class="hidden-text">{t(electionTexts.result)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(electionTexts.candidate)}</th>
            {(['for', 'against', 'abstain'] as const).map((mark) => (
              <th key={mark} scope="col" class="number">
                {t(electionTexts[mark])}
              </th>
            ))}
            <th scope="col">{t(electionTexts.result)}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.name}>
              <th scope="row">{person.name}</th>
              <td class="number">{person.for}</td>
              <td class="number">{person.against ?? ''}</td>
              <td class="number">{person.abstain ?? ''}</td>
              <td>{outcome ? t(electionTexts[person.fate]) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {outcome && <p class="lead">{t(electionTexts[`outcome-${outcome}`])}</p>}
    </>
  );
}
