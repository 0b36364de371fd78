import { ErrorSummary, type Mistake } from '../ui/error-summary.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { countyTexts } from '../ui/texts/county.ts';

export interface ReportRow {
  readonly township: string;
  readonly href: string;
  readonly months: readonly { readonly month: string; readonly standing: 'on-time' | 'late' | 'missing'; readonly reminded?: number }[];
  /** In the reader's language. */
  readonly stage: string;
  readonly level: number;
}

export interface ReportView {
  /** The month's report, in the reader's language. */
  readonly title: string;
  /** How it stands, in a sentence. */
  readonly told: string;
  readonly done: boolean;
  /** Absent while the month is not compiled. */
  readonly report?: {
    readonly units: number;
    readonly onTime: number;
    readonly late: number;
    readonly missing: number;
    readonly rows: readonly ReportRow[];
  };
  /** The form of whoever may sign now. */
  readonly sign?: { readonly action: string; readonly nonce: string; readonly digest: string };
  /** Where its documents are, once it is compiled. */
  readonly files?: { readonly docx: string; readonly xlsx: string };
  readonly mistakes: readonly Mistake[];
  readonly back: string;
}

const STANDING = { 'on-time': countyTexts.onTime, late: countyTexts.late, missing: countyTexts.missing } as const;

/** A month's county report 县级月报 (R85, R86). */
export function ReportPage({ title, told, done, report, sign, files, mistakes, back }: ReportView) {
  const t = useText();
  return (
    <>
      <ErrorSummary mistakes={mistakes} />
      <h1>{title}</h1>
      <p class={`panel ${done ? 'done' : 'wait'}`}>{told}</p>
      {report && (
        <>
          <p class="lead">{t(countyTexts.reportCounts(report.units, report.onTime, report.late, report.missing))}</p>
          <ul class="list">
            {report.rows.map(({ township, href, months, stage, level }) => (
              <li key={township}>
                <a class="target" href={href}>
                  {township}
                </a>
                {months.map((one) => (
                  <span key={one.month} class={`tag ${one.standing === 'on-time' ? 'holds' : one.standing === 'late' ? 'warns' : 'fails'}`}>
                    {` ${months.length > 1 ? `${one.month} ` : ''}${t(STANDING[one.standing])}`}
                  </span>
                ))}
                {stage}
                {remindersIn(months) > 0 && <span class="grey">{` · ${t(countyTexts.reminded(remindersIn(months)))}`}</span>}
                {level > 0 && <span class="tag overdue">{` ${t(countyTexts.levelText(level))}`}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {files && (
        <p class="actions">
          <a class="target" href={files.docx}>
            {t(countyTexts.asDocx)}
          </a>
          <a class="target" href={files.xlsx}>
            {t(countyTexts.asXlsx)}
          </a>
        </p>
      )}
      {sign && (
        <PostForm action={sign.action} hidden={{ nonce: sign.nonce, digest: sign.digest }}>
          <button type="submit">{t(countyTexts.sign)}</button>
        </PostForm>
      )}
      <p>
        <a class="target" href={back}>
          {t(countyTexts.backToBoard)}
        </a>
      </p>
    </>
  );
}

function remindersIn(months: ReportRow['months']): number {
  return months.reduce((sum, { reminded }) => sum + (reminded ?? 0), 0);
}
