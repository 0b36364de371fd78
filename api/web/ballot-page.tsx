import { useText } from './page-context.tsx';
import { PrintButton } from './print-button.tsx';
import { electionTexts } from './texts/elections.ts';
import { townshipTexts } from './texts/township.ts';

/** A box to be filled in by hand. */
const BLANK = '\u3000';

/** Where a paper belongs. */
export interface PaperPlace {
  readonly href: string;
  /** The stage, in the reader's language. */
  readonly item: string;
}

/** Back to the stage; not printed. */
export function BackToItem({ href, item }: PaperPlace) {
  const t = useText();
  return (
    <p class="crumb no-print">
      <a class="target" href={href}>
        {t(townshipTexts.back(item))}
      </a>
    </p>
  );
}

export interface PaperView {
  readonly back: PaperPlace;
  /** `共青团澜渡镇委员会委员选举`. */
  readonly title: string;
  readonly kind: 'first' | 'repeat' | 'run-off' | 'supplementary';
  readonly seats: number;
  readonly candidates: readonly string[];
  /** Lines for people written in; none in a run-off. */
  readonly writeIns: number;
  /** Names whose place has to be looked at. */
  readonly unsure: readonly string[];
}

/** A ballot paper, to be printed and cut. */
export function BallotPage({ back, title, kind, seats, candidates, writeIns, unsure }: PaperView) {
  const t = useText();
  return (
    <>
      <BackToItem {...back} />
      <h1>{`${title}${t(electionTexts.ballot)}`}</h1>
      <p class="lead">{`${t(electionTexts[`kind-${kind}`])} · ${t(electionTexts.seats(seats))}`}</p>
      {unsure.length > 0 && <p class="panel wait no-print">{t(electionTexts.noStrokes(unsure.join('、')))}</p>}
      {candidates.length === 0 ? (
        <p class="panel">{t(electionTexts.noCandidates)}</p>
      ) : (
        <table class="paper">
          <thead>
            <tr>
              <th scope="col">{t(electionTexts.mark)}</th>
              <th scope="col">{t(electionTexts.candidate)}</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((name) => (
              <tr key={name}>
                <td class="box">{BLANK}</td>
                <th scope="row">{name}</th>
              </tr>
            ))}
            {Array.from({ length: writeIns }, (_, index) => (
              <tr key={index}>
                <td class="box">○</td>
                <td>{`${t(electionTexts.writeIn)}：`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>{t(electionTexts.ballotHow(seats))}</p>
      <p class="hint">{t(electionTexts.order)}</p>
      <p class="stamp">{t(electionTexts.stamp)}</p>
      <PrintButton />
    </>
  );
}

const FIGURES = ['entitled', 'present', 'issued', 'returned', 'invalid', 'valid'] as const;

/** A sheet on which tellers count by hand. */
export function TallySheetPage({ back, title, kind, seats, candidates, writeIns }: PaperView) {
  const t = useText();
  return (
    <>
      <BackToItem {...back} />
      <h1>{`${title}${t(electionTexts.sheet)}`}</h1>
      <p class="lead">{`${t(electionTexts[`kind-${kind}`])} · ${t(electionTexts.seats(seats))}`}</p>
      <table class="paper">
        <tbody>
          {FIGURES.map((figure) => (
            <tr key={figure}>
              <th scope="row">{t(electionTexts[figure])}</th>
              <td class="box">{BLANK}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table class="paper">
        <thead>
          <tr>
            <th scope="col">{t(electionTexts.candidate)}</th>
            {(['for', 'against', 'abstain'] as const).map((mark) => (
              <th key={mark} scope="col">{`${t(electionTexts[mark])}（${t(electionTexts.tallyMarks)}）`}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...candidates, ...Array.from({ length: writeIns }, () => '')].map((name, index) => (
            <tr key={`${name}${index}`}>
              <th scope="row">{name || `${t(electionTexts.writeIn)}：`}</th>
              <td class="box">{BLANK}</td>
              <td class="box">{BLANK}</td>
              <td class="box">{BLANK}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{`${t(electionTexts.scrutineer)}：＿＿＿＿＿＿　${t(electionTexts.counter)}：＿＿＿＿＿＿　${t(electionTexts.day)}：＿＿＿＿`}</p>
      <PrintButton />
    </>
  );
}
