import { BackToItem, type PaperPlace } from './ballot-page.tsx';
import { useText } from './page-context.tsx';
import { PrintButton } from './print-button.tsx';
import { electionTexts } from './texts/elections.ts';

export interface AnnouncementView {
  readonly back: PaperPlace;
  readonly title: string;
  /** In the reader's language; absent while nothing is on record. */
  readonly day?: string;
  readonly body: string;
  readonly elected: readonly string[];
  readonly votes: readonly { readonly name: string; readonly for: number; readonly elected: boolean }[];
}

/** The result as it is announced: who is elected in stroke order, and the tally (§2.5). */
export function AnnouncementPage({ back, title, day, body, elected, votes }: AnnouncementView) {
  const t = useText();
  if (day === undefined) {
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
      <h1>{t(electionTexts.announcement)}</h1>
      <p class="lead">{t(electionTexts.announced(title, day))}</p>
      <h2>{t(electionTexts.inOrder)}</h2>
      <p class="lead">{elected.join('　')}</p>
      <table>
        <caption>{t(electionTexts.votes)}</caption>
        <tbody>
          {votes.map(({ name, for: count, elected: chosen }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{count}</td>
              <td>{t(chosen ? electionTexts.elected : electionTexts.notElected)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="stamp">{body}</p>
      <PrintButton />
    </>
  );
}
