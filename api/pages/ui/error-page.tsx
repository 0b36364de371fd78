import type { Bilingual } from '../../../domain/language/problem.ts';
import { useText } from './page-context.tsx';
import { errorTexts } from './texts/errors.ts';

/** Why there is no other page, and what to do. */
export interface ErrorView {
  readonly title: Bilingual;
  readonly why: Bilingual;
  /** Where the log tells more. */
  readonly number?: string;
}

export function ErrorPage({ title, why, number }: ErrorView) {
  const t = useText();
  return (
    <>
      <h1>{t(title)}</h1>
      <p class="lead">{t(why)}</p>
      {number && <p>{t(errorTexts.number(number))}</p>}
      <p>
        <a class="button" href="/">
          {t(errorTexts.goHome)}
        </a>
      </p>
    </>
  );
}
