import type { Bilingual } from '../../../domain/language/problem.ts';
import { ErrorSummary, type Mistake, mistakeAt } from '../ui/error-summary.tsx';
import { Checkbox, Radios } from '../ui/inputs.tsx';
import { useText } from '../ui/page-context.tsx';
import { PostForm } from '../ui/post-form.tsx';
import { type ProblemLine, ProblemList } from '../ui/problem-list.tsx';
import { colon, labelled } from '../ui/signs.ts';
import { countyTexts } from '../ui/texts/county.ts';

export interface PreviewTownship {
  readonly id: string;
  readonly name: string;
  readonly working: boolean;
  readonly seats: number;
}

export interface PreviewPerson {
  readonly name: string;
  readonly email: string;
  /** In the reader's language. */
  readonly role: string;
  readonly unit: string;
}

/** What an uploaded county file says. */
export interface PreviewView {
  readonly county: string;
  readonly year: number;
  readonly townships: readonly PreviewTownship[];
  readonly people: readonly PreviewPerson[];
  readonly problems: readonly ProblemLine[];
  readonly warnings: readonly ProblemLine[];
  /** Absent while the file has problems. */
  readonly start?: StartForm;
}

export interface StartForm {
  readonly upload: string;
  readonly clock: string;
  /** The year's window is past: it is rehearsed, or put on record; else it may be started live. */
  readonly over: boolean;
  /** Why a rehearsal is proposed; absent when the plan's window is open today. */
  readonly closed?: { readonly from: string; readonly to: string };
  /** The window has begun: what was due before today would be overdue at once. */
  readonly begun?: { readonly from: string; readonly to: string };
  /** How long a plan day takes in a rehearsal, in words. */
  readonly pace: string;
  /** Some deadlines are provisional: asks for consent. */
  readonly provisional: boolean;
  readonly accepted: boolean;
  readonly mistakes: readonly Mistake[];
}

export function PreviewPage({ county, year, townships, people, problems, warnings, start }: PreviewView) {
  const t = useText();
  return (
    <>
      {start && <ErrorSummary mistakes={start.mistakes} />}
      <h1>{`${t(countyTexts.preview)}${county ? `${t(colon)}${t(countyTexts.ofYear(county, year))}` : ''}`}</h1>
      {problems.length > 0 ? (
        <section class="errors" role="alert" tabIndex={-1} data-error-summary>
          <h2>{t(countyTexts.fileProblems(problems.length))}</h2>
          <ProblemList problems={problems} />
        </section>
      ) : (
        <p class="panel done">{t(countyTexts.fileGood)}</p>
      )}
      {warnings.length > 0 && (
        <section class="panel wait">
          <h2>{t(countyTexts.fileWarnings)}</h2>
          <ProblemList problems={warnings} />
        </section>
      )}
      {start && <StartSection year={year} {...start} />}
      <p>
        <a class="target" href="/campaigns/new">
          {t(countyTexts.another)}
        </a>
      </p>
      {townships.length > 0 && <Townships townships={townships} />}
      {people.length > 0 && <People people={people} />}
    </>
  );
}

function StartSection({
  year,
  upload,
  clock,
  over,
  closed,
  begun,
  pace,
  provisional,
  accepted,
  mistakes,
}: StartForm & { readonly year: number }) {
  const t = useText();
  const labelOf = (name: Bilingual, hint: Bilingual) => t(labelled(t(name), t(hint)));
  const options = [
    { value: 'trial', label: labelOf(countyTexts.startTrial, countyTexts.trialHint(pace)) },
    over
      ? { value: 'record', label: labelOf(countyTexts.startRecord, countyTexts.recordHint) }
      : { value: 'live', label: labelOf(countyTexts.startLive, countyTexts.liveHint) },
  ];
  return (
    <PostForm action="/campaigns" hidden={{ upload, year }}>
      <h2>{t(countyTexts.start)}</h2>
      {begun && <p class="hint">{t(countyTexts.alreadyBegun(begun.from, begun.to))}</p>}
      {closed && <p class="hint">{t((over ? countyTexts.pastYear : countyTexts.notNow)(closed.from, closed.to))}</p>}
      <Radios name="clock" label={t(countyTexts.how)} value={clock} options={options} mistake={mistakeAt(mistakes, 'clock')} />
      {provisional && (
        <Checkbox name="accept" label={t(countyTexts.acceptProvisional)} checked={accepted} mistake={mistakeAt(mistakes, 'accept')} />
      )}
      <button type="submit">{t(countyTexts.startNow)}</button>
    </PostForm>
  );
}

function Townships({ townships }: { readonly townships: readonly PreviewTownship[] }) {
  const t = useText();
  return (
    <details open>
      <summary>{t(countyTexts.townships(townships.length))}</summary>
      <ul class="list">
        {townships.map(({ id, name, working, seats }) => (
          <li key={id}>
            <strong>{name}</strong>
            {` · ${t(working ? countyTexts.workingCommittee(seats) : countyTexts.committee(seats))}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function People({ people }: { readonly people: readonly PreviewPerson[] }) {
  const t = useText();
  return (
    <details>
      <summary>{t(countyTexts.peopleOf(people.length))}</summary>
      <ul class="list">
        {people.map(({ name, email, role, unit }) => (
          <li key={email}>
            <strong>{name}</strong>
            {` · ${unit} · ${role} · ${email}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
