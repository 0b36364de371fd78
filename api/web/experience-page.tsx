import { useText } from './page-context.tsx';
import { countyTexts } from './texts/county.ts';

export interface ExperienceView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** `岚榆县 澜渡镇`. */
  readonly place: string;
  /** In the reader's language. */
  readonly day: string;
}

/** What townships agreed to publish (R82, R88); everything stands on one page, nothing loads by scrolling. */
export function ExperiencePage({ experiences, feed }: { readonly experiences: readonly ExperienceView[]; readonly feed?: string }) {
  const t = useText();
  return (
    <>
      <h1>{t(countyTexts.exchange)}</h1>
      <p class="hint">{t(countyTexts.exchangeHint)}</p>
      {experiences.length === 0 && <p class="lead">{t(countyTexts.noExperience)}</p>}
      {experiences.map(({ id, title, text, place, day }) => (
        <article key={id} id={id}>
          <h2>{title}</h2>
          <p class="grey">{t(countyTexts.from(place, day))}</p>
          <p class="lines">{text}</p>
        </article>
      ))}
      {feed && (
        <p class="no-print">
          <a class="target" href={feed} type="application/atom+xml">
            {t(countyTexts.feed)}
          </a>
        </p>
      )}
    </>
  );
}
