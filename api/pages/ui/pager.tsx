import { useText } from './page-context.tsx';
import { formTexts } from './texts/forms.ts';

interface PagerProps {
  /** The list's address without its page; it may have other parameters. */
  readonly path: string;
  readonly page: number;
  readonly more: boolean;
}

/** Pages of a list; nothing while one holds all. */
export function Pager({ path, page, more }: PagerProps) {
  const t = useText();
  if (page === 1 && !more) return null;
  const at = (number: number) => `${path}${path.includes('?') ? '&' : '?'}page=${number}`;
  return (
    <nav class="pages" aria-label={t(formTexts.pages)}>
      {page > 1 && (
        <a class="target" rel="prev" href={page === 2 ? path : at(page - 1)}>
          {t(formTexts.earlierPage)}
        </a>
      )}
      <span aria-current="page">{t(formTexts.pageNumber(page))}</span>
      {more && (
        <a class="target" rel="next" href={at(page + 1)}>
          {t(formTexts.laterPage)}
        </a>
      )}
    </nav>
  );
}
