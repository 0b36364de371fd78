import { addDays, dateOf, instantOf, type PlanDate, type PlanInstant } from '../../domain/calendar/plan-date.ts';
import type { County } from '../../domain/county/county-schema.ts';
import { DOSSIERS, type DossierContext, type DossierId, parseDossier } from '../../domain/dossiers/index.ts';
import { resolveRules } from '../../domain/plan/resolve-rules.ts';
import { openCountyClocks } from '../../domain/process/county-clocks.ts';
import { CountyProcess } from '../../domain/process/county-process.ts';
import { openClocks } from '../../domain/process/township-clocks.ts';
import { TownshipProcess } from '../../domain/process/township-process.ts';
import { type Body, isTownshipRole } from '../../domain/roles.ts';
import type { Counts } from '../../domain/rules/rule-result.ts';
import { stageOf } from '../../domain/stages/item-definitions.ts';
import { type ItemId, isMonthlyReport, itemIdSchema, monthOfReport } from '../../domain/stages/items.ts';
import type { ProcessEvent } from '../../domain/state/events.ts';
import { isDeadline } from '../../domain/state/ladder.ts';
import type { TownshipMessage } from '../../domain/state/messages.ts';
import { itemOf } from '../../domain/state/township-state.ts';
import { type Answer, answerOf, dayToAct, type TownshipTask } from '../../rehearsal/behaviours.ts';
import { replyTo } from '../../rehearsal/dossiers/documents.ts';
import { dossierFor } from '../../rehearsal/dossiers.ts';
import type { HalfYear } from '../../rehearsal/half-year.ts';
import { Holds } from '../../rehearsal/holds.ts';
import { attemptDue, withFewer } from '../../rehearsal/scenarios/attempts.ts';
import { CaseBook } from '../../rehearsal/scenarios/case-book.ts';
import { type CaseOutcome, exceptionOutcome, outcomeOf } from '../../rehearsal/scenarios/outcomes.ts';
import { hourOf } from '../../rehearsal/schedule.ts';
import type { Script } from '../../rehearsal/script.ts';
import { objectionMessage, ruleResultsSeen, seenOnPaper, unusualAnswer } from './paper-cases.ts';
import { onPaper } from './paper-record.ts';

const DIGEST = 'a'.repeat(64);
const BODIES: readonly Body[] = ['township-league', 'township-party-committee', 'county-league', 'organization-department'];

/** A county's half-year on paper: the domain's processes, the robots' characters and dossiers, no engine and no clock. */
export class PaperCounty {
  readonly townships = new Map<string, TownshipProcess>();
  readonly events: (ProcessEvent & { readonly township?: string })[] = [];
  readonly county: CountyProcess;
  readonly #half: HalfYear;
  readonly #file: County;
  readonly #script: Script;
  readonly #holds: Holds;
  readonly #book = new CaseBook();
  /** Every dossier that was submitted, by revision. */
  readonly #revisions = new Map<string, unknown>();
  #nonces = 0;

  constructor(half: HalfYear, file: County, script: Script) {
    this.#half = half;
    this.#file = file;
    this.#script = script;
    this.#holds = new Holds(script, half.calendar);
    const begin = instantOf(half.plan.firstDay, 0);
    const clock = { kind: 'trial', planStart: begin, wallStart: 0, msPerPlanDay: 1_000 } as const;
    const common = { campaign: 'paper', county: file.id, clock, plan: half.plan };
    const enrolments = file.townships.map((unit) => ({
      township: unit.id,
      title: unit.name,
      body: unit.body,
      rules: resolveRules(half.document, unit),
    }));
    const startedBy = { account: 'paper', role: 'county-league', unit: file.id } as const;
    this.county = new CountyProcess(
      { ...common, townships: enrolments, planRevision: 'r'.repeat(16), planDigest: DIGEST, startedBy },
      begin,
    );
    this.#note(this.county, this.county.begin(begin));
    const approved = instantOf(half.plan.firstDay, 9);
    this.#note(
      this.county,
      this.county.take(
        { name: 'decidePlan', envelope: { ...this.#head('organization-department'), digest: DIGEST, verdict: 'approve' } },
        approved,
      ),
    );
    for (const row of enrolments) {
      const run = new TownshipProcess({ ...common, township: row.township, body: row.body, rules: row.rules }, approved);
      this.townships.set(row.township, run);
      this.#note(run, run.begin(approved), row.township);
    }
    this.#note(this.county, this.county.enrolled([...this.townships.keys()], approved));
  }

  /** Plays every day until the results are published. @returns the last day */
  play(): PlanDate {
    let day = this.#half.plan.firstDay;
    for (; this.county.state.status === 'running'; day = addDays(day, 1)) {
      if (day > addDays(this.#half.plan.lastDay, 40)) throw new Error(`not finished by ${day}: ${this.unfinished().join('; ')}`);
      if (this.#half.calendar.isWorkday(day)) this.#morning(day);
    }
    return addDays(day, -1);
  }

  /** How the cases ended. */
  outcomes(): CaseOutcome[] {
    const { cases, exceptions } = this.#script;
    const seen = (township: string) =>
      seenOnPaper(this.#processOf(township), this.#revisions, { book: this.#book, cases, half: this.#half });
    return [
      ...cases.all.map((scenario) => outcomeOf(scenario, seen(scenario.unit))),
      ...exceptions.map((exception) => exceptionOutcome(exception, seen(exception.township))),
    ];
  }

  /** What a township's file has on record beside an item. @throws RangeError for no township of this county */
  onRecord(township: string, item: ItemId): DossierContext {
    const run = this.#processOf(township);
    const { rules, body } = run.input;
    const today = this.#half.plan.lastDay;
    return { rules, body, today, appointmentOn: today, ...onPaper(this.#revisions, run.state, item) };
  }

  /** A dossier that was submitted, by its revision. */
  dossier(revision: string): unknown {
    return this.#revisions.get(revision);
  }

  #processOf(township: string): TownshipProcess {
    const run = this.townships.get(township);
    if (!run) throw new RangeError(township);
    return run;
  }

  unfinished(): string[] {
    return [...this.townships].flatMap(([id, { state }]) =>
      state.status === 'running' ? openClocks(state).map((clock) => `${id} ${clock.key} due ${clock.due}`) : [],
    );
  }

  #morning(day: PlanDate): void {
    const ids = [...this.townships.keys()];
    const visits = BODIES.flatMap((body): { body: Body; ids: string[]; hour: number }[] =>
      isTownshipRole(body)
        ? ids.map((id, index) => ({ body, ids: [id], hour: hourOf(body, index, ids.length) }))
        : [{ body, ids, hour: hourOf(body, 0, 1) }],
    );
    for (const { body, ids: own, hour } of visits.toSorted((a, b) => a.hour - b.hour)) {
      for (const id of own) this.#visit(id, body, instantOf(day, hour));
      if (body === 'county-league') this.#countyDay(instantOf(day, hour));
    }
  }

  #visit(id: string, body: Body, now: PlanInstant): void {
    const run = this.townships.get(id);
    if (!run) return;
    this.#pass(id, run, now);
    const today = dateOf(now);
    if (this.#holds.concern(id, body)) {
      const step = this.#holds.next(id, itemOf(run.state, this.#holds.stageOf(id) ?? '')?.status ?? 'waiting', today);
      if (step) {
        this.#note(run, run.take({ name: step, envelope: { ...this.#head(body, id), reasonDigest: DIGEST } }, now), id);
        this.#holds.done(id, step, today);
      }
    }
    const { cases } = this.#script;
    const about = objectionMessage(run, body, today, { cases, half: this.#half }, () => this.#head(body, id));
    if (about) this.#note(run, run.take(about, now), id);
    for (const clock of openClocks(run.state).filter(isDeadline)) {
      if (clock.body !== body) continue;
      if (!itemIdSchema.safeParse(clock.item).success) continue;
      const task: TownshipTask = { ...clock, township: id, item: clock.item as ItemId };
      this.#submitInVain(task, run, now);
      const when = dayToAct(task, this.#script, this.#half.calendar);
      if (when === undefined || today < when || this.#holds.holdsUp(task, today)) continue;
      this.#note(run, run.take(this.#messageOf(task, today), now), id);
    }
  }

  /** A dossier that a rule stands against: noted with what the rules say of it. */
  #submitInVain(task: TownshipTask, run: TownshipProcess, now: PlanInstant): void {
    const { township, item } = task;
    const nominees = attemptDue(task, dateOf(now), this.#book, { cases: this.#script.cases, calendar: this.#half.calendar });
    if (nominees === undefined) return;
    const message = this.#messageOf(task, dateOf(now), (dossier) => withFewer(dossier, nominees));
    if (message.name !== 'submit') throw new Error(item);
    const taken = run.refusalOf(message, now) === undefined;
    this.#book.note(township, { on: dateOf(now), taken, ruleResults: ruleResultsSeen(run, item, message.envelope.counts) });
  }

  #messageOf(task: TownshipTask, today: PlanDate, changed = (dossier: object) => dossier): TownshipMessage {
    const { item, round } = task;
    const head = this.#head(task.body, task.township);
    if (task.kind === 'answer') {
      const answer = unusualAnswer(task, this.townships.get(task.township), this.#script.cases) ?? answerOf(task, this.#script);
      const state = this.townships.get(task.township)?.state;
      const officeDay = state && itemOf(state, item)?.submission?.counts.officeDay;
      const document = answer.returnTo ? undefined : replyTo(item, task.body, { county: this.#file.name, today, officeDay });
      const written = document && { documentOn: document.on, documentDigest: DIGEST, officeStated: document.officeStated === true };
      return { name: 'decide', envelope: { ...head, item, round, digest: DIGEST, ...reasoned(answer), ...written } };
    }
    const { counts, dossier } = this.#write(task.township, item, today, changed);
    const revision = `revision-${this.#nonces}-`.padEnd(16, '0');
    this.#revisions.set(revision, dossier);
    const submission = { round, counts, revision, digest: DIGEST, linkedAccounts: [] };
    if (isMonthlyReport(item)) return { name: 'report', envelope: { ...head, ...submission, month: monthOfReport(item) } };
    const { postedOn } = dossier as { readonly postedOn?: string };
    return { name: 'submit', envelope: { ...head, ...submission, item, ...(postedOn ? { postedOn } : {}) } };
  }

  /** The robot's dossier, looked at as the api does. */
  #write(township: string, item: ItemId, today: PlanDate, changed: (dossier: object) => object): Written {
    const unit = this.#file.townships.find(({ id }) => id === township);
    const run = this.townships.get(township);
    if (!unit || !run) throw new RangeError(township);
    const id: DossierId = stageOf(item);
    const { cases } = this.#script;
    const performance = { county: this.#file, half: this.#half, watch: { today: () => today }, cases };
    const parsed = parseDossier(id, changed(dossierFor(performance, unit, item, run.state)));
    if ('problems' in parsed) throw new Error(`${township} ${item}: ${JSON.stringify(parsed.problems)}`);
    const { rules, body, plan } = run.input;
    const due = plan.stages.find((stage) => stage.id === 'appointment')?.due ?? today;
    const appointmentOn = due < today ? today : due;
    const context: DossierContext = { rules, body, today, appointmentOn, ...onPaper(this.#revisions, run.state, item) };
    return { dossier: parsed.dossier, counts: DOSSIERS[id].countsOf(parsed.dossier, context) };
  }

  #countyDay(now: PlanInstant): void {
    for (let next = this.county.next(); next !== undefined && next <= now; next = this.county.next()) {
      const months = this.county.periodToCompile(next);
      const change = months
        ? this.county.compiled(months.at(-1) ?? '', { revision: 'r'.repeat(16), digest: DIGEST, counts: {} }, next)
        : this.county.tick(next);
      if (!change) break;
      this.#note(this.county, change);
    }
    for (const clock of openCountyClocks(this.county.state)) {
      const head = this.#head('county-league');
      const item = clock.item as `county-report/${string}`;
      this.#note(this.county, this.county.take({ name: 'sign', envelope: { ...head, item, digest: DIGEST } }, now));
    }
    if (openCountyClocks(this.county.state).some((clock) => clock.item === 'results')) {
      this.#note(
        this.county,
        this.county.take({ name: 'publish', envelope: { ...this.#head('county-league'), revision: 'r'.repeat(16), digest: DIGEST } }, now),
      );
    }
  }

  /** Lets a township's clocks run up to `now`, each to the instant at which it wants something. */
  #pass(id: string, run: TownshipProcess, now: PlanInstant): void {
    for (let next = run.next(); next !== undefined && next <= now; next = run.next()) {
      const change = run.tick(next);
      if (!change) break;
      this.#note(run, change, id);
    }
  }

  #note<C extends { readonly events: readonly ProcessEvent[] }>(run: { adopt(change: C): void }, change: C, township?: string): void {
    run.adopt(change);
    this.events.push(...change.events.map((event) => ({ ...event, ...(township ? { township } : {}) })));
  }

  #head(body: Body, township?: string) {
    this.#nonces += 1;
    const unit = township && isTownshipRole(body) ? `${this.#file.id}/${township}` : this.#file.id;
    return { nonce: `nonce-${this.#nonces}`.padEnd(16, '0'), actor: { account: `${body}@${unit}`, role: body, unit } };
  }
}

interface Written {
  readonly dossier: unknown;
  readonly counts: Counts;
}

function reasoned(answer: Answer): Answer & { readonly reasonDigest?: string } {
  return answer.verdict === 'return' ? { ...answer, reasonDigest: DIGEST } : answer;
}
