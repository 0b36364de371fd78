import { itemTexts } from '../item/texts.ts';
import { dayText } from '../ui/dates.ts';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Radios, TextArea } from '../ui/inputs.tsx';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { bracketed, colon, listed } from '../ui/signs.ts';
import { countyTexts } from '../ui/texts/county.ts';

export interface PlanDate {
  /** Stage, month or report, in the reader's language. */
  readonly name: string;
  readonly guidance: string;
  readonly due: string;
  /** Nothing is submitted on this day: something ends with it. */
  readonly ends?: true;
  readonly workday: boolean;
  /** May still move: the holidays of that year are not published. */
  readonly provisional: boolean;
  /** Working days to answer; 0 where nobody answers. */
  readonly answerDays: number;
}

export interface PlanView {
  readonly title: string;
  readonly issuer: string;
  readonly version: number;
  readonly basis: readonly string[];
  readonly purpose: readonly string[];
  readonly dates: readonly PlanDate[];
  readonly months: readonly PlanDate[];
  /** Sentences on leadership, differentials, notice. */
  readonly rules: readonly string[];
  readonly townships: readonly string[];
  readonly status: 'submitted' | 'passed' | 'returned' | 'waiting';
  /** Why it was sent back. */
  readonly reason?: string;
  /** The form of whoever may decide now. */
  readonly decision?: PlanDecision;
  readonly back: string;
}

export interface PlanDecision {
  readonly action: string;
  readonly nonce: string;
  readonly digest: string;
  readonly verdict: string;
  readonly reason: string;
  readonly mistakes: readonly Mistake[];
}

export function PlanPage(view: PlanView) {
  const t = useText();
  const { decision } = view;
  const status = {
    waiting: countyTexts.planWaits,
    submitted: countyTexts.planWaits,
    passed: countyTexts.planApproved,
    returned: countyTexts.planReturned,
  }[view.status];
  return (
    <>
      {decision && <ErrorSummary mistakes={decision.mistakes} />}
      <h1>{t(countyTexts.plan)}</h1>
      <div class={`panel ${view.status === 'passed' ? 'done' : view.status === 'returned' ? 'stop' : 'wait'}`}>
        {view.reason && <p class="lines">{t(countyTexts.planReturnedWhy(view.reason))}</p>}
        <p>{t(status)}</p>
        {decision && (
          <a class="button" href="#decide">
            {t(countyTexts.toDecision)}
          </a>
        )}
      </div>
      <dl class="facts">
        <dt>{view.title}</dt>
        <dd>{t(countyTexts.versionNumber(view.version))}</dd>
        <dt>{t(countyTexts.issuer)}</dt>
        <dd>{view.issuer}</dd>
        <dt>{t(countyTexts.basis)}</dt>
        <dd>{view.basis.join('\n')}</dd>
        <dt>{t(countyTexts.purpose)}</dt>
        <dd>{view.purpose.join('\n')}</dd>
        <dt>{t(countyTexts.rules)}</dt>
        <dd>{view.rules.join('\n')}</dd>
        <dt>{t(countyTexts.townships(view.townships.length))}</dt>
        <dd>{t(listed(view.townships))}</dd>
      </dl>
      <h2>{t(countyTexts.dates)}</h2>
      <Dates rows={view.dates} />
      <h2>{t(countyTexts.monthReports)}</h2>
      <Dates rows={view.months} />
      {decision && <DecisionForm {...decision} />}
      <p>
        <a class="target" href={view.back}>
          {t(countyTexts.backToBoard)}
        </a>
      </p>
    </>
  );
}

function Dates({ rows }: { readonly rows: readonly PlanDate[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <ol class="list">
      {rows.map(({ name, guidance, due, ends, workday, provisional, answerDays }) => (
        <li key={name}>
          <strong>{name}</strong>
          {ends
            ? `${t(colon)}${t(countyTexts.endsOn(dayText(due, language)))}`
            : ` · ${t(countyTexts.due)} ${dayText(due, language)}${t(bracketed(t(workday ? countyTexts.workday : countyTexts.dayOff)))}`}
          {provisional && ` · ${t(countyTexts.provisional)}`}
          {answerDays > 0 && ` · ${t(countyTexts.answerDays)} ${t(countyTexts.workdays(answerDays))}`}
          {guidance && <span class="hint lines">{guidance}</span>}
        </li>
      ))}
    </ol>
  );
}

function DecisionForm({ action, nonce, digest, verdict, reason, mistakes }: PlanDecision) {
  const t = useText();
  const options = [
    { value: 'approve', label: t(countyTexts.approve) },
    { value: 'return', label: t(countyTexts.sendBack) },
  ];
  return (
    <section class="panel no-print" id="decide">
      <h2>{t(countyTexts.decide)}</h2>
      <PostForm action={action} hidden={{ nonce, digest }}>
        <Radios name="verdict" label={t(countyTexts.verdict)} value={verdict} options={options} mistake={mistakeAt(mistakes, 'verdict')} />
        <TextArea
          name="reason"
          label={t(countyTexts.reason)}
          hint={t(countyTexts.reasonHint)}
          value={reason}
          mistake={mistakeAt(mistakes, 'reason')}
        />
        <button type="submit">{t(itemTexts.toCheck)}</button>
      </PostForm>
    </section>
  );
}
