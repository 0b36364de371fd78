import { momentText } from '../ui/dates.ts';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { Pager } from '../ui/pager.tsx';
import { bracketed, colon } from '../ui/signs.ts';
import { townshipTexts } from './texts.ts';

/** One thing that happened. */
export interface HistoryLine {
  readonly key: string;
  /** Plan instant. */
  readonly at: number;
  /** In the reader's language. */
  readonly text: string;
  /** Who did it. */
  readonly by?: string;
  /** Why, in that person's words. */
  readonly reason?: string;
}

export function HistoryList({ lines }: { readonly lines: readonly HistoryLine[] }) {
  const t = useText();
  const language = useLanguage();
  if (lines.length === 0) return <p>{t(townshipTexts.noHistory)}</p>;
  return (
    <ol class="plain history">
      {lines.map(({ key, at, text, by, reason }) => (
        <li key={key}>
          <span class="grey">{momentText(at, language)}</span>
          <span>
            {`${text}${by ? t(bracketed(by)) : ''}`}
            {reason && <span class="hint lines">{`${t(townshipTexts.why)}${t(colon)}${reason}`}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

export interface HistoryPageView {
  readonly name: string;
  readonly href: string;
  readonly path: string;
  readonly lines: readonly HistoryLine[];
  readonly page: number;
  readonly more: boolean;
}

/** Everything that happened in a township, a page at a time. */
export function HistoryPage({ name, href, path, lines, page, more }: HistoryPageView) {
  const t = useText();
  return (
    <>
      <p class="crumb">
        <a class="target" href={href}>
          {t(townshipTexts.back(name))}
        </a>
      </p>
      <h1>{`${name}${t(colon)}${t(townshipTexts.history)}`}</h1>
      <p class="hint">{t(townshipTexts.historyNewest)}</p>
      <HistoryList lines={lines} />
      <Pager path={path} page={page} more={more} />
    </>
  );
}
