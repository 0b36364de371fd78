import type { ScenarioTally } from '../../domain/county/scenario-schema.ts';
import { need } from '../../domain/rules/differential.ts';
import { isSeatItem, seatOf } from '../../domain/stages/items.ts';
import { contendersFor } from './seats.ts';
import type { Setting } from './setting.ts';
import type { Candidate } from './slate.ts';
import { countedTally, electorsOf, plainTally, postponedTally, type Tally } from './tally.ts';

/**
 * Who stands in the members' ballot that is open, and what was counted. Formal candidates get their votes in the order
 * of the slate, so whoever is tied, or missed a seat, stands right behind those elected.
 */

export interface Vote {
  readonly candidates: readonly Candidate[];
  readonly tally: Tally;
}

type Ballot = NonNullable<NonNullable<Setting['state']['items'][number]['ballots']>['members']>;

export function membersVote(setting: Setting): Vote {
  const open = openBallot(setting);
  const candidates = standing(setting, open);
  return { candidates, tally: tallyOf(setting, open, candidates.length) };
}

/** The ballot that is open; before a run is there, the first. */
function openBallot({ state, item, rules }: Setting): Ballot {
  const first: Ballot = { kind: 'first', seats: rules.seats, runoffs: 0, supplementaries: 0, elected: 0 };
  return state.items.find(({ id }) => id === item)?.ballots?.members ?? first;
}

function standing(setting: Setting, { kind, seats, elected, candidates }: Ballot): readonly Candidate[] {
  const { item, slate, rules } = setting;
  const all = isSeatItem(item) ? contendersFor(setting, seatOf(item).seat) : slate.formal;
  if (kind === 'run-off') return all.slice(elected, elected + (candidates ?? 0));
  if (kind === 'supplementary') return all.slice(elected, elected + need(seats, rules.formalBp));
  return all;
}

function tallyOf(setting: Setting, { kind, seats }: Ballot, candidates: number): Tally {
  const { township, rules, cases, item } = setting;
  const electors = electorsOf(township, rules);
  if (isSeatItem(item)) return plainTally(electors, seats, candidates);
  const quorum = cases.find(township.id, 'quorum_fails_once')?.facts;
  if (quorum && kind === 'first') return postponedTally(quorum.entitled, quorum.present, candidates);
  if (quorum) return plainTally(quorum.entitled, seats, candidates, quorum.then.present);
  const given = givenTally(setting, kind);
  return given?.votes.length === candidates ? countedTally(given) : plainTally(electors, seats, candidates);
}

/** The figures that a case has for the ballot. */
function givenTally({ township: { id }, cases }: Setting, kind: Ballot['kind']): ScenarioTally | undefined {
  const tie = cases.find(id, 'tie_at_cut')?.facts;
  const short = cases.find(id, 'shortfall')?.facts;
  if (kind === 'run-off') return tie && { ...tie.tally, ...tie.runoff };
  if (kind === 'supplementary') return short && { ...short.tally, ...short.supplementary };
  return (tie ?? short ?? cases.find(id, 'competitive_speech')?.facts)?.tally;
}
