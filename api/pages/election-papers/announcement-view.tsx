import { useText } from '../ui/page-context.tsx';
import { PrintButton } from '../ui/print-button.tsx';
import { BackToItem, type PaperPlace } from './ballot-view.tsx';
import { electionTexts } from './texts.ts';

export interface AnnouncementView {
  readonly back: PaperPlace;
  /** As the township's own document has it, in Chinese; absent while nothing is on record. */
  readonly paper?: {
    readonly heading: string;
    /** Which meeting voted when, on what. */
    readonly lead: string;
    readonly elected: readonly { readonly heading: string; readonly names: readonly string[] }[];
    readonly ballots: readonly {
      readonly heading: string;
      readonly figures: string;
      readonly votes: readonly { readonly name: string; readonly for: number; readonly result: string }[];
      readonly outcome: string;
    }[];
    /** Posts that stay empty; none where nothing is said. */
    readonly vacant: string;
    readonly close: string;
    readonly issuer: string;
    readonly day: string;
  };
}

/** The result as it is announced: who is elected, office by office in stroke order, and every ballot with its own day (§2.5). */
export function AnnouncementPage({ back, paper }: AnnouncementView) {
  const t = useText();
  if (!paper) {
    return (
      <>
        <BackToItem {...back} />
        <h1>{t(electionTexts.announcement)}</h1>
        <p class="panel">{t(electionTexts.noResult)}</p>
      </>
    );
  }
  return (
    <>
      <BackToItem {...back} />
      <article class="sheet" lang="zh-Hans">
        <h1>{paper.heading}</h1>
        <p>{paper.lead}</p>
        {paper.elected.map(({ heading, names }) => (
          <section key={heading}>
            <h2>{heading}</h2>
            <p class="lead">{names.join('　')}</p>
          </section>
        ))}
        {paper.vacant && <p class="lead">{paper.vacant}</p>}
        {paper.ballots.map(({ heading, figures, votes, outcome }) => (
          <section key={heading}>
            <h2>{heading}</h2>
            <p>{figures}</p>
            <table>
              <caption>{electionTexts.votes.zh}</caption>
              <tbody>
                {votes.map(({ name, for: count, result }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td class="number">{count}</td>
                    <td>{result}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p>{outcome}</p>
          </section>
        ))}
        {paper.close && <p>{paper.close}</p>}
        <p class="stamp">
          {paper.issuer}
          <br />
          {paper.day}
        </p>
      </article>
      <PrintButton />
    </>
  );
}
