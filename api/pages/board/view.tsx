import type { Bilingual } from '../../../domain/language/problem.ts';
import { takenBackTexts } from '../taken-back/texts.ts';
import { dayText, momentText } from '../ui/dates.ts';
import { useLanguage, useText } from '../ui/page-context.tsx';
import { colon, listed } from '../ui/signs.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { isLate, type Waiting, WaitingLine } from '../ui/waiting-line.tsx';

export interface BoardTownship {
  readonly href: string;
  readonly name: string;
  /** The stage that is worked on, in the reader's language; absent until its run has begun. */
  readonly stage?: string;
  readonly status: 'running' | 'completed' | 'closed' | 'held' | 'not-begun';
  /** Earliest due first; the rest is counted. */
  readonly waiting: readonly (Waiting & { readonly item: string })[];
  readonly others: number;
  /** Objections and seats of their own that are not over, in the reader's language. */
  readonly unusual: readonly string[];
  readonly level: number;
  readonly overdue: boolean;
  /** The engine's own pages; absent for those who may not see them. */
  readonly record?: string;
}

export interface BoardItem {
  readonly href: string;
  readonly title: string;
  /** In the reader's language. */
  readonly status: string;
  readonly waiting: readonly Waiting[];
  /** Why it was sent back. */
  readonly remark?: string;
}

export interface BoardView {
  readonly title: string;
  readonly county: string;
  /** Plan day now; absent of a record of the past, in which nothing is overdue. */
  readonly today?: string;
  /** A record of the past that was ended: on which plan day, and why. */
  readonly ended?: { readonly day: string; readonly reason?: string };
  readonly items: readonly BoardItem[];
  readonly townships: readonly BoardTownship[];
  /** Other pages of the campaign, as far as they are the reader's. */
  readonly links: readonly { readonly href: string; readonly text: string }[];
  readonly starting: boolean;
  /** No township begins any more: the county's plan was sent back, or the record of the past was ended. */
  readonly neverBegin?: 'returned' | 'ended';
  /** Runs that need the administrator. */
  readonly stuck: readonly StuckRow[];
  /** Commands that a repair took back and nobody entered again or waived. */
  readonly takenBack?: { readonly href: string; readonly count: number };
}

/** A run that does not go on; `since`: wall time, epoch ms. `readable`: Temporal still knows what it holds, so nothing is lost. */
export interface StuckRow {
  readonly whose: string;
  readonly since: number;
  readonly readable: boolean;
}

function StuckRows({ id, rows, title }: { id: string; rows: readonly StuckRow[]; title: (count: number) => Bilingual }) {
  const t = useText();
  const language = useLanguage();
  if (rows.length === 0) return null;
  return (
    <section class="panel stop" aria-labelledby={id}>
      <h2 id={id}>{t(title(rows.length))}</h2>
      <ul>
        {rows.map(({ whose, since }) => (
          <li key={whose}>
            <strong>{whose}</strong>
            {t(countyTexts.stuckSince(momentText(since, language)))}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function BoardPage({ title, county, today, items, townships, links, starting, neverBegin, ended, stuck, takenBack }: BoardView) {
  const t = useText();
  const language = useLanguage();
  const done = townships.filter((row) => row.status === 'completed').length;
  const late = townships.filter((row) => row.overdue).length;
  return (
    <>
      <h1>{`${county} ${t(countyTexts.board)}`}</h1>
      <p class="grey">{today === undefined ? title : `${title} · ${t(countyTexts.today(dayText(today, language)))}`}</p>
      {ended && (
        <div class="panel done">
          <p>{t(countyTexts.recordEnded(dayText(ended.day, language)))}</p>
          {ended.reason && <p class="lines">{t(countyTexts.recordEndedWhy(ended.reason))}</p>}
        </div>
      )}
      {starting && <p class="panel wait">{t(countyTexts.starting)}</p>}
      <StuckRows id="unreadable" rows={stuck.filter(({ readable }) => !readable)} title={countyTexts.unreadable} />
      <StuckRows id="stuck" rows={stuck.filter(({ readable }) => readable)} title={countyTexts.stuck} />
      {takenBack && (
        <p class="panel stop">
          {t(takenBackTexts.openCount(takenBack.count))}{' '}
          <a class="target" href={takenBack.href}>
            {t(takenBackTexts.title)}
          </a>
        </p>
      )}
      <p class="lead">
        {t(
          today === undefined
            ? countyTexts.boardSummaryRecord(done, townships.length)
            : countyTexts.boardSummary(done, townships.length, late),
        )}
      </p>
      {items.length > 0 && (
        <>
          <h2>{t(countyTexts.countyItems)}</h2>
          <ul class="plain">
            {items.map((item) => (
              <li key={item.href}>
                <a class={`task${item.waiting.some(isLate) ? ' late' : ''}`} href={item.href}>
                  <span>
                    <strong>{item.title}</strong>
                    {` · ${item.status}`}
                  </span>
                  {item.waiting.map((one) => (
                    <WaitingLine key={one.body} {...one} />
                  ))}
                  {item.remark && <span class="lines">{item.remark}</span>}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t(countyTexts.townships(townships.length))}</h2>
      <ul class="plain">
        {townships.map((row) => (
          <li key={row.href} class="place">
            <Township {...row} neverBegin={neverBegin} />
          </li>
        ))}
      </ul>
      <div class="actions">
        {links.map(({ href, text }) => (
          <a key={href} class="button quiet" href={href}>
            {text}
          </a>
        ))}
      </div>
    </>
  );
}

const NEVER_BEGINS = { returned: countyTexts.notBegunReturned, ended: countyTexts.notBegunEnded } as const;

function Township({
  href,
  name,
  stage,
  status,
  waiting,
  others,
  unusual,
  level,
  overdue,
  record,
  neverBegin,
}: BoardTownship & { readonly neverBegin: BoardView['neverBegin'] | undefined }) {
  const t = useText();
  const word = {
    running: undefined,
    completed: countyTexts.completed,
    closed: countyTexts.closed,
    held: countyTexts.held,
    'not-begun': neverBegin ? NEVER_BEGINS[neverBegin] : countyTexts.notBegun,
  }[status];
  const content = (
    <>
      <span>
        <strong>{name}</strong>
        {stage && status !== 'completed' && ` · ${stage}`}
        {word && ' '}
        {word && <span class="tag grey">{t(word)}</span>}
        {level > 0 && ' '}
        {level > 0 && <span class="tag overdue">{t(countyTexts.levelText(level))}</span>}
        {unusual.length > 0 && ' '}
        {unusual.length > 0 && <span class="tag warns">{t(listed(unusual))}</span>}
      </span>
      {waiting.map((one) => (
        <span key={`${one.item}${one.body}`}>
          <span class="inline">{`${one.item}${t(colon)}`}</span>
          <WaitingLine {...one} inline />
        </span>
      ))}
      {others > 0 && <span class="grey">{t(countyTexts.more(others))}</span>}
      {status === 'running' && waiting.length === 0 && <span class="grey">{t(countyTexts.nobody)}</span>}
    </>
  );
  if (status === 'not-begun') return <div class="task other">{content}</div>;
  return (
    <>
      <a class={`task${overdue ? ' late' : ''}`} href={href}>
        {content}
      </a>
      {record && (
        <p class="no-print">
          <a class="target" href={record}>
            {t(countyTexts.recordOf)}
            <span class="hidden-text">{`${t(colon)}${name}`}</span>
          </a>
        </p>
      )}
    </>
  );
}
