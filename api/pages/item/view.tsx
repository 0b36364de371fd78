import type { RuleResult } from '../../../domain/rules/rule-result.ts';
import type { RoundEnd } from '../../../domain/state/township-state.ts';
import { type AttachedFile, AttachmentList } from '../attachments/view.tsx';
import { electionTexts } from '../election-papers/texts.ts';
import { irregularTexts } from '../irregular-cases/texts.ts';
import { townshipTexts } from '../township/texts.ts';
import { momentText } from '../ui/dates.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { PrintButton } from '../ui/print-button.tsx';
import { RuleResultList } from '../ui/rule-results.tsx';
import { ShownDossier, type ShownField } from '../ui/shown-dossier.tsx';
import type { ShownStatus } from '../ui/shown-status.ts';
import { bracketed, colon, labelled, listed, stop } from '../ui/signs.ts';
import { processTexts, verbTexts } from '../ui/texts/process.ts';
import { type Waiting, WaitingLine } from '../ui/waiting-line.tsx';
import { type DecisionForm, DecisionPanel } from './decision-view.tsx';
import { itemTexts } from './texts.ts';

export interface Signed {
  readonly name?: string | undefined;
  /** Plan instant. */
  readonly at: number;
  readonly late: boolean;
}

export interface EarlierRound {
  readonly round: number;
  readonly ended: RoundEnd;
  readonly at: number;
  readonly reason?: string;
  readonly fields?: readonly ShownField[];
  readonly attachments?: readonly AttachedFile[];
}

export interface ItemPageView {
  readonly title: string;
  readonly place: string;
  readonly placeHref: string;
  readonly status: ShownStatus;
  readonly round: number;
  readonly guidance?: string;
  readonly waiting: readonly Waiting[];
  readonly submitted?: Signed;
  readonly answers: readonly (Signed & {
    readonly body: string;
    readonly verb: keyof typeof verbTexts;
    /** Number and day of the document with which the body answered. */
    readonly document?: string;
  })[];
  readonly fields?: readonly ShownField[];
  /** Files submitted with it. */
  readonly attachments?: readonly AttachedFile[];
  readonly ruleResults: readonly RuleResult[];
  /** The public notice as it is posted, a paragraph each. */
  readonly notice?: readonly string[];
  readonly earlier: readonly EarlierRound[];
  /** Ties that people decide or have decided, by name. */
  readonly ties?: readonly { readonly tied: readonly string[]; readonly taken: readonly string[] | undefined; readonly agreed: boolean }[];
  /** Where the reader's body decides a tie. */
  readonly settle?: string;
  /** Papers that a vote is run with; none for other stages. */
  readonly papers?: readonly { readonly href: string; readonly text: string }[];
  /** Where the reader fills it in. */
  readonly fillIn?: string;
  /** Where the reader corrects a notice that hangs, which starts it again. */
  readonly correct?: string;
  readonly decision?: DecisionForm;
  /** Why the reader's body, but not the reader, may answer. */
  readonly notByMe?: 'own' | 'candidate' | 'held';
}

export function ItemPage(view: ItemPageView) {
  const t = useText();
  const { title, place, placeHref, guidance, fields, ruleResults, earlier, decision, notByMe, fillIn, papers, settle } = view;
  return (
    <>
      <ErrorSummary mistakes={decision?.mistakes ?? []} />
      <p class="crumb">
        <a class="target" href={placeHref}>
          {t(townshipTexts.back(place))}
        </a>
      </p>
      <h1>
        {title}
        <span class="grey">{t(bracketed(place))}</span>
      </h1>
      {guidance && (
        <p class="hint">
          <strong>{`${t(itemTexts.asked)}${t(colon)}`}</strong>
          {guidance}
        </p>
      )}
      <ProgressSummary {...view} />
      {settle && (
        <p class="panel wait">
          <a class="button" href={settle}>
            {t(irregularTexts.tieTitle)}
          </a>
        </p>
      )}
      {papers && (
        <details class="no-print">
          <summary>{t(electionTexts.papers)}</summary>
          <div class="actions">
            {papers.map(({ href, text }) => (
              <a key={href} class="button quiet" href={href}>
                {text}
              </a>
            ))}
          </div>
        </details>
      )}
      {fillIn && <FillIn href={fillIn} again={earlier.length > 0} />}
      {view.correct && <Correct href={view.correct} />}
      {decision && (
        <p class="no-print">
          <a class="button quiet" href="#decide">
            {t(itemTexts.toDecision)}
          </a>
        </p>
      )}
      {notByMe && <p class="panel wait">{t(itemTexts[notByMe])}</p>}
      {fields && (
        <>
          <h2>{t(itemTexts.dossier)}</h2>
          <ShownDossier fields={fields} />
          <AttachmentList files={view.attachments ?? []} />
          <RuleResultList ruleResults={ruleResults} />
        </>
      )}
      {view.notice && <NoticeText paragraphs={view.notice} />}
      {decision && <DecisionPanel {...decision} />}
      {earlier.length > 0 && <Earlier rounds={earlier} />}
      <PrintButton />
    </>
  );
}

/** The text to post: Chinese, since it is the township's own document. */
function NoticeText({ paragraphs }: { readonly paragraphs: readonly string[] }) {
  const t = useText();
  const [title, ...rest] = paragraphs;
  return (
    <section>
      <h2>{t(itemTexts.noticeText)}</h2>
      <article class="panel" lang="zh-Hans">
        <h3>{title}</h3>
        {rest.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </article>
    </section>
  );
}

function ProgressSummary({ status, round, waiting, submitted, answers, ties, fields }: ItemPageView) {
  const t = useText();
  const language = useLanguage();
  const by = (name: string | undefined): string => name ?? t(itemTexts.somebody);
  return (
    <section>
      <h2>{t(itemTexts.standing)}</h2>
      <ul class="list">
        <li>
          <strong>{t(processTexts[status])}</strong>
          {round > 1 && t(bracketed(t(processTexts.round(round))))}
        </li>
        {submitted && (
          <li>
            {t(itemTexts.submittedBy(by(submitted.name), momentText(submitted.at, language)))}
            {submitted.late && <Late />}
          </li>
        )}
        {answers.map(({ body, verb, name, at, late, document }) => (
          <li key={body}>
            {t(itemTexts.answeredBy(body, t(verbTexts[verb]), by(name), momentText(at, language)))}
            {late && <Late />}
            {document && <span class="hint">{t(labelled(t(itemTexts.document), document))}</span>}
          </li>
        ))}
        {(ties ?? []).map(({ tied, taken, agreed }) => (
          <li key={tied.join()}>
            <strong>{`${t(irregularTexts.tiedPeople)}${t(colon)}${t(listed(tied))}${t(stop)}`}</strong>
            {taken && t(agreed ? irregularTexts.tieAgreed(t(listed(taken))) : irregularTexts.tieTaken(t(listed(taken))))}
          </li>
        ))}
        {waiting.map((line) => (
          <li key={line.body}>
            <WaitingLine {...line} />
          </li>
        ))}
        {!fields && status === 'open' && <li class="grey">{t(itemTexts.noDossier)}</li>}
      </ul>
    </section>
  );
}

function Late() {
  const t = useText();
  return <span class="tag overdue">{t(bracketed(t(processTexts.late)))}</span>;
}

function FillIn({ href, again }: { readonly href: string; readonly again: boolean }) {
  const t = useText();
  return (
    <section class="panel">
      <h2>{t(itemTexts.yourTurn)}</h2>
      {again && <p>{t(itemTexts.fillInHint)}</p>}
      <a class="button" href={href}>
        {t(again ? itemTexts.fillInAgain : itemTexts.fillIn)}
      </a>
    </section>
  );
}

function Correct({ href }: { readonly href: string }) {
  const t = useText();
  return (
    <section class="panel no-print">
      <h2>{t(itemTexts.noticeRuns)}</h2>
      <p>{t(itemTexts.correctHint)}</p>
      <a class="button quiet" href={href}>
        {t(itemTexts.correct)}
      </a>
    </section>
  );
}

function Earlier({ rounds }: { readonly rounds: readonly EarlierRound[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <section>
      <h2>{t(itemTexts.earlier)}</h2>
      {rounds.map(({ round, ended, at, reason, fields, attachments }) => (
        <article key={round} class="earlier">
          <h3>{t(itemTexts.earlierRound(round, t(itemTexts[ended]), momentText(at, language)))}</h3>
          {reason && (
            <p class="lines">
              <strong>{`${t(itemTexts.reason)}${t(colon)}`}</strong>
              {reason}
            </p>
          )}
          {fields && (
            <details>
              <summary class="target">{t(itemTexts.showDossier)}</summary>
              <ShownDossier fields={fields} />
              <AttachmentList files={attachments ?? []} />
            </details>
          )}
        </article>
      ))}
    </section>
  );
}
