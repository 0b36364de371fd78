import { useText } from './page-context.tsx';
import { layoutTexts } from './texts/layout.ts';

/** Shown by the script only: without it, the browser's own menu prints. */
export function PrintButton() {
  const t = useText();
  return (
    <button class="quiet no-print" type="button" data-print hidden>
      {t(layoutTexts.print)}
    </button>
  );
}
