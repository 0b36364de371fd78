import { itemTexts } from '../item/texts.ts';
import { useLost, useText } from './page-context.tsx';

/** Said above a form that could not be handed over: nothing was recorded, and nothing typed is lost. */
export function Unavailable() {
  const t = useText();
  return (
    <div class="panel stop" role="alert">
      <p class="lead">{t(useLost() ? itemTexts.lost : itemTexts.unavailable)}</p>
    </div>
  );
}
