import type { Language } from '../../../domain/language/sentence.ts';
import { dayText } from '../ui/dates.ts';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { type Option, Select, TextInput } from '../ui/inputs.tsx';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { colon } from '../ui/signs.ts';
import { countyTexts } from '../ui/texts/county.ts';

export interface SupposedRow {
  /** In the reader's language. */
  readonly item: string;
  readonly due: { readonly before: string; readonly after: string };
  readonly passes: { readonly before: string; readonly after: string };
}

export interface SupposedView {
  readonly name: string;
  readonly rows: readonly SupposedRow[];
  readonly ends: { readonly before: string; readonly after: string };
}

export interface WhatIfView {
  readonly action: string;
  readonly typed: { readonly what: string; readonly stage: string; readonly days: string; readonly township: string };
  readonly stages: readonly Option[];
  readonly townships: readonly Option[];
  readonly mistakes: readonly Mistake[];
  /** After it was asked. */
  readonly supposed?: readonly SupposedView[];
  readonly back: string;
}

/** What becomes of the dates, shown before it happens. A GET form: nothing is recorded, and the address can be kept. */
export function WhatIfPage({ action, typed, stages, townships, mistakes, supposed, back }: WhatIfView) {
  const t = useText();
  const whats = [
    { value: 'slip', label: t(countyTexts.ifSlip) },
    { value: 'congress-fails', label: t(countyTexts.ifCongressFails) },
  ];
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{t(countyTexts.whatIf)}</h1>
      <p class="hint">{t(countyTexts.whatIfHint)}</p>
      <form method="get" action={action} noValidate>
        <Select name="what" label={t(countyTexts.ifWhat)} options={whats} value={typed.what} mistake={mistakeAt(mistakes, 'what')} />
        <Select
          name="stage"
          label={t(countyTexts.ifStage)}
          options={stages}
          value={typed.stage}
          blank
          mistake={mistakeAt(mistakes, 'stage')}
        />
        <TextInput name="days" inputMode="numeric" label={t(countyTexts.ifDays)} value={typed.days} mistake={mistakeAt(mistakes, 'days')} />
        <Select name="township" label={t(countyTexts.township)} options={townships} value={typed.township} blank optional />
        <button type="submit">{t(countyTexts.ifShow)}</button>
      </form>
      {supposed && <Supposed supposed={supposed} />}
      <p>
        <a class="target" href={back}>
          {t(countyTexts.backToBoard)}
        </a>
      </p>
    </>
  );
}

/** Townships whose dates move, each with its stages; the others are counted. */
export function Supposed({ supposed }: { readonly supposed: readonly SupposedView[] }) {
  const t = useText();
  const language = useLanguage();
  const moved = supposed.filter(({ rows }) => rows.length > 0);
  return (
    <section>
      <h2>{t(countyTexts.ifResult(moved.length, supposed.length))}</h2>
      {moved.map(({ name, rows, ends }) => (
        <details key={name} open={moved.length <= 3}>
          <summary>
            {`${name}${t(colon)}${t(ends.before === ends.after ? countyTexts.ifSameEnd(dayText(ends.after, language)) : countyTexts.ifNewEnd(dayText(ends.before, language), dayText(ends.after, language)))}`}
          </summary>
          <ul class="list">
            {rows.map(({ item, due, passes }) => (
              <li key={item}>
                <strong>{item}</strong>
                {` · ${t(countyTexts.due)} ${changed(due, language)} · ${t(countyTexts.ifPasses)} ${changed(passes, language)}`}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function changed({ before, after }: SupposedView['ends'], language: Language): string {
  const [from, to] = [dayText(before, language), dayText(after, language)];
  return before === after ? to : `${from} → ${to}`;
}
