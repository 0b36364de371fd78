import { itemTexts } from '../item/texts.ts';
import { Checkbox } from './inputs.tsx';
import { useText } from './page-context.tsx';

/** What the press ends or voids, and the tick that says that this is meant. */
export interface EndingTickView {
  readonly sentences: readonly string[];
  readonly ticked: boolean;
  readonly mistake?: string;
}

export function EndingTick({ sentences, ticked, mistake }: EndingTickView) {
  const t = useText();
  return (
    <section class="panel stop">
      <h2>{t(itemTexts.endsTitle)}</h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Checkbox name="ends" label={t(itemTexts.endsTick)} checked={ticked} mistake={mistake} />
    </section>
  );
}
