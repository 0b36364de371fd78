import { useText } from '../ui/page-context.tsx';
import { Pager } from '../ui/pager.tsx';
import { countyTexts } from '../ui/texts/county.ts';

export interface ExperienceView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** `岚榆县 澜渡镇`. */
  readonly place: string;
  /** In the reader's language. */
  readonly day: string;
}

interface ExperiencesView {
  readonly experiences: readonly ExperienceView[];
  readonly feed?: string;
  /** The list's own address, and which of its pages this is. */
  readonly path: string;
  readonly page: number;
  readonly more: boolean;
}

/** What townships agreed to publish (R82, R88), page by page; nothing loads by scrolling. */
export function ExperiencePage({ experiences, feed, path, page, more }: ExperiencesView) {
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
      <Pager path={path} page={page} more={more} />
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
