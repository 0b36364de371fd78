import { momentText } from '../ui/dates.ts';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { Pager } from '../ui/pager.tsx';
import { recordTexts } from '../ui/texts/records.ts';

export interface AuditLine {
  readonly id: string;
  readonly at: number;
  /** In the reader's language. */
  readonly what: string;
  readonly who: string;
  readonly target: string;
  /** Why it was refused, and ids and figures. */
  readonly details: string;
}

export function AuditPage({
  entries,
  page,
  more,
}: {
  readonly entries: readonly AuditLine[];
  readonly page: number;
  readonly more: boolean;
}) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <h1>{t(recordTexts.audit)}</h1>
      <p class="hint">{t(recordTexts.auditHint)}</p>
      {entries.length === 0 && <p class="lead">{t(recordTexts.noAudit)}</p>}
      <ul class="plain">
        {entries.map(({ id, at, what, who, target, details }) => (
          <li key={id} class="notice">
            <h2>{what}</h2>
            <dl class="facts">
              <dt>{t(recordTexts.when)}</dt>
              <dd>{momentText(at, language)}</dd>
              {who && <dt>{t(recordTexts.who)}</dt>}
              {who && <dd>{who}</dd>}
              {target && <dt>{t(recordTexts.target)}</dt>}
              {target && <dd>{target}</dd>}
              {details && <dt>{t(recordTexts.details)}</dt>}
              {details && <dd>{details}</dd>}
            </dl>
          </li>
        ))}
      </ul>
      <Pager path="/audit" page={page} more={more} />
    </>
  );
}
