import type { Verdict } from '../../../domain/rules/verdict.ts';
import { useText } from './page-context.tsx';
import { processTexts } from './texts/process.ts';

/** What stops a submission first, then advice, then what holds. */
const ORDER = ['fails', 'warns', 'holds'] as const;

/** Every rule's word with its figures. The outcome is a word, not only a colour. */
export function VerdictList({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const t = useText();
  const count = (outcome: Verdict['outcome']): number => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return (
    <section id="verdicts" tabIndex={-1}>
      <h2>{t(processTexts.verdicts)}</h2>
      {verdicts.length === 0 ? (
        <p>{t(processTexts.noVerdicts)}</p>
      ) : (
        <>
          <p class="hint">{t(processTexts.verdictCounts(count('holds'), count('warns'), count('fails')))}</p>
          <ul class="verdicts">
            {ORDER.flatMap((outcome) => verdicts.filter((verdict) => verdict.outcome === outcome)).map((verdict) => (
              <li key={verdict.code} class={verdict.outcome}>
                <span class={`tag ${verdict.outcome}`}>{t(processTexts[verdict.outcome])}</span>
                {t(verdict)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
