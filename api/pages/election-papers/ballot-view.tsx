import { townshipTexts } from '../township/texts.ts';
import { TextArea, TextInput } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PrintButton } from '../ui/print-button.tsx';
import { bracketed, listed } from '../ui/signs.ts';
import { electionTexts } from './texts.ts';

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
  /** Of the page, in the reader's language. */
  readonly title: string;
  readonly back: PaperPlace;
  /** The meeting's own name. */
  readonly meeting: string;
  /** `委员选举（再次投票）`. */
  readonly name: string;
  /** As it is printed: `2012年8月17日`; empty where it is written by hand. */
  readonly day: string;
  /** As it was typed, for the form. */
  readonly typedDay: string;
  readonly seats: number;
  readonly candidates: readonly string[];
  /** Lines for people written in, as many as seats; none in a run-off. */
  readonly writeIns: number;
  /** Names whose place has to be looked at. */
  readonly unsure: readonly string[];
  /** What marks a rehearsal or a record of the past. */
  readonly mark: string | undefined;
  /** Of the page itself: where another meeting, day or order is asked for. */
  readonly action: string;
  /** Ballots of the other offices. */
  readonly others: readonly { readonly href: string; readonly text: string }[];
}

/** Beyond so many rows the rows are lower, so that the paper stays one sheet. */
const ROWS_OF_FULL_HEIGHT = 14;

/** A ballot paper: one sheet, in Chinese, with what the meeting is called and when it is; printed as often as needed. */
export function BallotPage(view: PaperView) {
  const t = useText();
  const { back, meeting, name, day, seats, candidates, writeIns, mark, others } = view;
  const rows = Math.max(candidates.length, writeIns);
  return (
    <>
      <BackToItem {...back} />
      {others.length > 0 && (
        <p class="no-print actions">
          {others.map(({ href, text }) => (
            <a key={href} class="button quiet" href={href}>
              {text}
            </a>
          ))}
        </p>
      )}
      {candidates.length === 0 ? (
        <>
          <h1>{view.title}</h1>
          <p class="panel">{t(electionTexts.noCandidates)}</p>
        </>
      ) : (
        <>
          <PaperForm {...view} />
          <article class={`sheet ballot${rows > ROWS_OF_FULL_HEIGHT ? ' dense' : ''}`} lang="zh-Hans">
            <h1>
              {meeting}
              <br />
              {`${name}${electionTexts.ballot.zh}${mark === undefined ? '' : bracketed(mark).zh}`}
            </h1>
            <p class="lead">{electionTexts.seats(seats).zh}</p>
            <table class="paper">
              <thead>
                <tr>
                  <th scope="col">{electionTexts.mark.zh}</th>
                  <th scope="col">{electionTexts.candidate.zh}</th>
                  {writeIns > 0 && (
                    <>
                      <th scope="col">{electionTexts.mark.zh}</th>
                      <th scope="col">{electionTexts.writeIn.zh}</th>
                    </>
                  )}
                </tr>
              </thead>
              <tbody>
                {Array.from({ length: rows }, (_, index) => (
                  <tr key={index}>
                    <td class="box">{BLANK}</td>
                    {candidates[index] === undefined ? <td>{BLANK}</td> : <th scope="row">{candidates[index]}</th>}
                    {writeIns > 0 && (
                      <>
                        <td class={index < writeIns ? 'box' : 'none'}>{BLANK}</td>
                        <td class={index < writeIns ? 'write-in' : 'none'}>{BLANK}</td>
                      </>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
            <p>{writeIns > 0 ? electionTexts.ballotHow(seats).zh : electionTexts.ballotHowAmong(seats).zh}</p>
            <p>{electionTexts.order.zh}</p>
            <p class="stamp">
              {electionTexts.stamp.zh}
              <br />
              {day || '　　　　年　　月　　日'}
            </p>
          </article>
          <PrintButton />
        </>
      )}
    </>
  );
}

/** What stands on the paper and is not on record: the meeting's name, its day, the place of a name without stroke data. */
function PaperForm({ action, meeting, typedDay, candidates, unsure }: PaperView) {
  const t = useText();
  return (
    <details class="no-print" open={unsure.length > 0}>
      <summary>{t(electionTexts.paperForm)}</summary>
      {unsure.length > 0 && <p class="panel wait">{t(electionTexts.noStrokes(t(listed(unsure))))}</p>}
      <form method="get" action={action}>
        <TextInput name="meeting" label={t(electionTexts.meeting)} value={meeting} />
        <TextInput name="day" label={t(electionTexts.meetingDay)} hint={t(electionTexts.meetingDayHint)} value={typedDay} />
        {unsure.length > 0 && (
          <TextArea name="order" label={t(electionTexts.orderForm)} hint={t(electionTexts.orderFormHint)} value={candidates.join('\n')} />
        )}
        <button type="submit">{t(electionTexts.applyToPaper)}</button>
      </form>
    </details>
  );
}

const FIGURES = ['entitled', 'present', 'issued', 'returned', 'invalid', 'valid'] as const;

/** A sheet on which tellers count by hand. */
export function TallySheetPage({ back, meeting, name, day, seats, candidates, writeIns, mark, others }: PaperView) {
  return (
    <>
      <BackToItem {...back} />
      {others.length > 0 && (
        <p class="no-print actions">
          {others.map(({ href, text }) => (
            <a key={href} class="button quiet" href={href}>
              {text}
            </a>
          ))}
        </p>
      )}
      <article class="sheet dense" lang="zh-Hans">
        <h1>
          {meeting}
          <br />
          {`${name}${electionTexts.sheet.zh}${mark === undefined ? '' : bracketed(mark).zh}`}
        </h1>
        <p class="lead">{electionTexts.seats(seats).zh}</p>
        <table class="paper">
          <tbody>
            {FIGURES.map((figure) => (
              <tr key={figure}>
                <th scope="row">{electionTexts[figure].zh}</th>
                <td class="box">{BLANK}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table class="paper">
          <thead>
            <tr>
              <th scope="col">{electionTexts.candidate.zh}</th>
              {(['for', 'against', 'abstain'] as const).map((mark) => (
                <th key={mark} scope="col">{`${electionTexts[mark].zh}（${electionTexts.tallyMarks.zh}）`}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...candidates, ...Array.from({ length: writeIns }, () => '')].map((candidate, index) => (
              <tr key={`${candidate}${index}`}>
                <th scope="row">{candidate || `${electionTexts.writeIn.zh}：`}</th>
                <td class="box">{BLANK}</td>
                <td class="box">{BLANK}</td>
                <td class="box">{BLANK}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>{`${electionTexts.scrutineer.zh}：＿＿＿＿＿＿　${electionTexts.counter.zh}：＿＿＿＿＿＿　${electionTexts.day.zh}：${day || '＿＿＿＿'}`}</p>
      </article>
      <PrintButton />
    </>
  );
}
