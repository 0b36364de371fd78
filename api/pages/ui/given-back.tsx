import { useText } from './page-context.tsx';
import { givenBackTexts } from './texts/given-back.ts';

export interface GivenBackView {
  /** The page has the form, filled in. */
  readonly found: boolean;
  /** What has no place in it. */
  readonly left: readonly string[];
  readonly from: string;
}

/** Says that nothing was recorded and nothing lost; above the page. */
export function GivenBack({ found, left, from }: GivenBackView) {
  const t = useText();
  return (
    <section class="panel stop" role="alert" aria-labelledby="given-back">
      <h2 id="given-back">{t(givenBackTexts.title)}</h2>
      <p>{t(found ? givenBackTexts.filledIn : givenBackTexts.noForm)}</p>
      {left.length > 0 && (
        <>
          <p>{t(givenBackTexts.left)}</p>
          <ul>
            {left.map((value) => (
              <li key={value} class="text">
                {value}
              </li>
            ))}
          </ul>
        </>
      )}
      {!found && (
        <p>
          <a href={from}>{t(givenBackTexts.toForm)}</a>
        </p>
      )}
    </section>
  );
}
