import type { z } from 'zod';
import type { PlanInstant } from '../../domain/calendar/plan-date.ts';
import { type Bilingual, pathOf } from '../../domain/language/problem.ts';
import { inLanguage, type Language } from '../../domain/language/sentence.ts';
import type { ProgressSummary } from '../../domain/process/progress-summary.ts';
import type { RuleResult } from '../../domain/rules/rule-result.ts';
import type { CountyState } from '../../domain/state/county-state.ts';
import { type Clock, isOverdue } from '../../domain/state/ladder.ts';
import type { ItemState, SubmissionState, TownshipState } from '../../domain/state/township-state.ts';
import type { Campaign, CampaignTownship } from '../../store/campaigns.ts';
import type { DossierRevision } from '../../store/dossiers.ts';
import type { PeopleLists } from '../use-cases/people-lists.ts';
import type { problemSchema, ruleResultSchema } from './answer-schemas.ts';

/** Rows and snapshots in the shape of `process-schemas.ts`. */

export function presentCampaign({ _id, title, county, countyName, year, clock, createdAt, status }: Campaign) {
  const { kind } = clock;
  const is = { trial: kind === 'trial', record: kind === 'record' };
  return { id: _id, title, county, countyName, year, ...is, clock, createdAt: createdAt.toISOString(), status };
}

export function presentUnit({ id, name, kind, body, seats }: CampaignTownship) {
  return { id, name, kind, body, seats };
}

/** The county's snapshot without what was answered to whom and which steps of the ladder were taken. */
export function presentCounty({ status, startedAt, endedAt, items, enrolled, toEnrol, amendment, sequence }: CountyState) {
  return { status, startedAt, endedAt, items, enrolled, toEnrol: toEnrol.map((row) => row.township), amendment, sequence };
}

/** @param lists names of the people whom objections, seats and lost candidates are about */
export function presentState({ items, receipts: _, stepsTaken: __, ...state }: TownshipState, lists: PeopleLists) {
  const named = <R extends object>(row: R, name: string | undefined) => ({ ...row, ...(name === undefined ? {} : { name }) });
  return {
    ...state,
    items: items.map(presentItem),
    objections: state.objections.map((one) => named(one, lists.nameAt(one.item, one.round, one.person))),
    seats: state.seats.map((one) => named(one, lists.nameAt(one.item, one.round, one.person))),
    lost: state.lost.map((one) => named(one, lists.nameAt('formal-candidates', one.round, one.person))),
  };
}

export function presentItem({ submission, pastRounds, ...item }: ItemState) {
  return {
    ...item,
    submission: presentSubmission(submission),
    pastRounds: pastRounds.map((round) => ({ ...round, submission: presentSubmission(round.submission) })),
  };
}

function presentSubmission(submission: SubmissionState | null) {
  if (!submission) return null;
  const { revision, digest, counts, account, nonce, at, late } = submission;
  return { revision, digest, counts, account, nonce, at, late };
}

/** @param now plan time */
export function presentWaiting(waitingOn: readonly Clock[], now: PlanInstant) {
  return waitingOn.map(({ item, round, body, kind, since, due, held }) => ({
    item,
    round,
    body,
    kind,
    since,
    due,
    overdue: isOverdue({ due, ...(held ? { held } : {}) }, now),
    ...(held ? { held } : {}),
  }));
}

export function presentStanding({ stage, status, due, waitingOn, level }: ProgressSummary, now: PlanInstant) {
  return { stage, status, due, waitingOn: presentWaiting(waitingOn, now), level };
}

export function presentRevision({ _id, round, dossier, attachments, digest, counts, account, writtenAt }: DossierRevision) {
  const files = attachments ? { attachments } : {};
  return { id: _id, round, dossier, ...files, digest, counts, account, writtenAt: writtenAt.toISOString() };
}

export function presentRuleResults(ruleResults: readonly RuleResult[], language: Language): z.output<typeof ruleResultSchema>[] {
  return ruleResults.map(({ rule, code, outcome, figures, ...both }) => ({
    rule,
    code,
    outcome,
    figures: { ...figures },
    message: inLanguage(both, language),
  }));
}

interface AnyProblem extends Bilingual {
  readonly path: string | readonly (string | number)[];
  readonly row?: number;
  readonly code: string;
}

/** Problems of a file or a form, each with its place as an input's name. */
export function presentProblems(problems: readonly AnyProblem[], language: Language): z.output<typeof problemSchema>[] {
  return problems.map(({ path, row, code, ...both }) => ({
    path: typeof path === 'string' ? path : pathOf(path),
    ...(row === undefined ? {} : { row }),
    code,
    message: inLanguage(both, language),
  }));
}
