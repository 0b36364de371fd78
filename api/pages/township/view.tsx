import type { LeagueBody } from '../../../domain/language/league-body.ts';
import type { Bilingual } from '../../../domain/language/problem.ts';
import { irregularTexts } from '../irregular-cases/texts.ts';
import { dayText } from '../ui/dates.ts';
import { useLanguage, useText } from '../ui/page-context.tsx';
import type { ShownStatus } from '../ui/shown-status.ts';
import { bracketed, colon } from '../ui/signs.ts';
import { processTexts, verbTexts } from '../ui/texts/process.ts';
import { isLate, type Waiting, WaitingLine } from '../ui/waiting-line.tsx';
import { type HistoryLine, HistoryList } from './history-view.tsx';
import { townshipTexts } from './texts.ts';

/** A stage, or a month's report, as one line of its township. */
export interface StageRow {
  readonly id: string;
  readonly title: string;
  readonly status: ShownStatus;
  /** Absent while there is nothing to see. */
  readonly href?: string;
  readonly round: number;
  readonly passedOn?: string;
  readonly waiting: readonly Waiting[];
  /** What the reader is asked to do with it now. */
  readonly verb?: keyof typeof verbTexts;
}

export type Section = 'preparation' | 'implementation' | 'summary' | 'seats' | 'reports';

export type Intervention = 'extend' | 'hold' | 'release' | 'close';

export interface TownshipPageView {
  readonly name: string;
  /** 镇 or 区, as the county file says it. */
  readonly kind: string;
  readonly seats: number;
  /** Members are elected, or appointed to a working committee. */
  readonly body: LeagueBody;
  readonly campaign: string;
  readonly campaignHref: string;
  /** The county's pages, for those who do not see its board. */
  readonly county: readonly { readonly href: string; readonly text: string }[];
  readonly ended?: { readonly how: 'completed' | 'closed'; readonly on: string };
  readonly hold?: { readonly body: string; readonly reviewOn: string };
  readonly waiting: readonly (Waiting & { readonly item: string })[];
  readonly sections: readonly { readonly section: Section; readonly rows: readonly StageRow[] }[];
  readonly history: readonly HistoryLine[];
  readonly historyHref: string;
  /** Where unusual cases are, and how many there are. */
  readonly irregular: { readonly href: string; readonly count: number };
  /** What the reader may do beside the stages. */
  readonly interventions: readonly { readonly intervention: Intervention; readonly href: string }[];
}

export function TownshipPage(view: TownshipPageView) {
  const t = useText();
  const { name, kind, seats, campaign, campaignHref, county, hold, sections, history, historyHref, interventions, irregular } = view;
  const language = useLanguage();
  return (
    <>
      <p class="crumb">
        <a class="target" href={campaignHref}>
          {campaign}
        </a>
      </p>
      <h1>{name}</h1>
      <p>{t(view.body === 'WORKING_COMMITTEE' ? townshipTexts.factsAppointed(kind, seats) : townshipTexts.facts(kind, seats))}</p>
      {hold && <p class="panel wait">{t(processTexts.held(hold.body, dayText(hold.reviewOn, language)))}</p>}
      <Now {...view} />
      {sections.map(({ section, rows }) => (
        <section key={section}>
          <h2>{t(townshipTexts[section])}</h2>
          <ul class="plain">
            {rows.map((row) => (
              <li key={row.id}>
                <Stage {...row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a class={`button ${irregular.count > 0 ? '' : 'quiet'}`} href={irregular.href}>
          {`${t(irregularTexts.title)}${irregular.count > 0 ? t(bracketed(irregular.count)) : ''}`}
        </a>
      </p>
      <h2>{t(townshipTexts.history)}</h2>
      <HistoryList lines={history} />
      <p>
        <a class="target" href={historyHref}>
          {t(townshipTexts.allHistory)}
        </a>
      </p>
      {county.length > 0 && (
        <section class="no-print">
          <h2>{t(townshipTexts.county)}</h2>
          <div class="actions">
            {county.map(({ href, text }) => (
              <a key={href} class="button quiet" href={href}>
                {text}
              </a>
            ))}
          </div>
        </section>
      )}
      {interventions.length > 0 && (
        <section class="no-print">
          <h2>{t(townshipTexts.interventions)}</h2>
          <div class="actions">
            {interventions.map(({ intervention, href }) => (
              <a key={intervention} class="button quiet" href={href}>
                {t(verbTexts[intervention])}
              </a>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

function Now({ waiting, ended }: TownshipPageView) {
  const t = useText();
  const language = useLanguage();
  if (ended) return <p class="panel done lead">{t(townshipTexts[ended.how](dayText(ended.on, language)))}</p>;
  return (
    <section class="panel">
      <h2>{t(townshipTexts.now)}</h2>
      {waiting.length === 0 && <p>{t(townshipTexts.nobody)}</p>}
      <ul>
        {waiting.map((line) => (
          <li key={`${line.item}${line.body}`}>
            <strong>{line.item}</strong>
            {t(colon)}
            <WaitingLine {...line} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The status in few words; what is not begun is grey and leads nowhere. The whole line is the link. */
function Stage({ title, status, href, round, passedOn, waiting, verb }: StageRow) {
  const t = useText();
  const language = useLanguage();
  const said: Bilingual = status === 'passed' && passedOn ? townshipTexts.passedOn(dayText(passedOn, language)) : processTexts[status];
  const inside = (
    <>
      <span>
        <strong>{title}</strong>
        {round > 1 && t(bracketed(t(processTexts.round(round))))}
        {t(colon)}
        <span class="inline">{t(said)}</span>
      </span>
      {waiting.map((line) => (
        <WaitingLine key={line.body} {...line} />
      ))}
      {verb && <span class="do">{`${t(townshipTexts.toDo)}${t(colon)}${t(verbTexts[verb])} →`}</span>}
    </>
  );
  const late = waiting.some(isLate) ? ' late' : '';
  if (!href) return <div class="stage grey">{inside}</div>;
  return (
    <a class={`task${late}${verb || waiting.length > 0 ? '' : ' other'}`} href={href}>
      {inside}
    </a>
  );
}
