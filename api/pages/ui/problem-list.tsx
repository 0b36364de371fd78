import { useText } from './page-context.tsx';
import { colon } from './signs.ts';

/** One thing wrong with an uploaded file, and where. */
export interface ProblemLine {
  /** `第 12 行 units[3].x`; empty for the file as a whole. */
  readonly place: string;
  readonly text: string;
}

/** Everything wrong with a file, one line each, in the order of the file. */
export function ProblemList({ problems }: { readonly problems: readonly ProblemLine[] }) {
  const t = useText();
  return (
    <ol class="list">
      {problems.map(({ place, text }) => (
        <li key={`${place}${text}`}>
          {place && <strong>{`${place}${t(colon)}`}</strong>}
          {text}
        </li>
      ))}
    </ol>
  );
}
