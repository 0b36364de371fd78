import type { RuleResult } from '../../../domain/rules/rule-result.ts';
import { useText } from './page-context.tsx';
import { processTexts } from './texts/process.ts';

/** What stops a submission first, then advice, then what holds. */
const ORDER = ['fails', 'warns', 'holds'] as const;

/** Every rule's word with its figures. The outcome is a word, not only a colour. */
export function RuleResultList({ ruleResults }: { readonly ruleResults: readonly RuleResult[] }) {
  const t = useText();
  const count = (outcome: RuleResult['outcome']): number => ruleResults.filter((result) => result.outcome === outcome).length;
  return (
    <section id="rule-results" tabIndex={-1}>
      <h2>{t(processTexts.ruleResults)}</h2>
      {ruleResults.length === 0 ? (
        <p>{t(processTexts.noRuleResults)}</p>
      ) : (
        <>
          <p class="hint">{t(processTexts.ruleResultCounts(count('holds'), count('warns'), count('fails')))}</p>
          <ul class="rule-results">
            {ORDER.flatMap((outcome) => ruleResults.filter((result) => result.outcome === outcome)).map((result) => (
              <li key={result.code} class={result.outcome}>
                <span class={`tag ${result.outcome}`}>{t(processTexts[result.outcome])}</span>
                {t(result)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
