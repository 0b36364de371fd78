import { itemTexts } from '../item/texts.ts';
import { useText } from './page-context.tsx';
import { ShownDossier, type ShownField } from './shown-dossier.tsx';

/** Nothing was recorded, why, and everything the reader had typed. */
export interface RefusedView {
  /** Things moved on meanwhile, rather than that it may not be done at all. */
  readonly stale: boolean;
  /** In the reader's language. */
  readonly reason: string;
  readonly comment?: string;
  readonly fields?: readonly ShownField[];
  /** Where it can be seen how things stand. */
  readonly href: string;
}

export function RefusedPage({ stale, reason, comment, fields, href }: RefusedView) {
  const t = useText();
  return (
    <>
      <h1>{t(stale ? itemTexts.staleTitle : itemTexts.refusedTitle)}</h1>
      <div class="panel stop">
        <p class="lead">{reason}</p>
        <a class="button" href={href}>
          {t(itemTexts.lookAgain)}
        </a>
      </div>
      {(comment || fields) && <h2>{t(itemTexts.keptComment)}</h2>}
      {comment && <p class="lines kept">{comment}</p>}
      {fields && <ShownDossier fields={fields} />}
    </>
  );
}
