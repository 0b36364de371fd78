import { z } from 'zod';
import { calendarDay, idText, oneOf, wholeNumber, words, yesOrNo } from '../calendar/fields.ts';

/**
 * The unusual cases that the robots of a rehearsal play, each under its name, with its days and figures: what is put in,
 * and what has to come of it. Votes stand in the order of rank, most first; a span of days is its first and its last.
 */

const people = wholeNumber(0, 10_000);
const seats = wholeNumber(0, 60);
const votes = z.array(people).min(1).max(300);
const span = z.array(calendarDay).length(2);
const elected = z.strictObject({ elected: seats });

/** A further ballot among the people present at the first. */
const ballot = z.strictObject({ issued: people, returned: people, invalid: people, votes });
const tally = z.strictObject({ entitled: people, present: people, ...ballot.shape });
export type ScenarioTally = z.infer<typeof tally>;

export const scenarioSchema = z.discriminatedUnion('name', [
  /** Fewer nominees than the differential asks for are refused (R46); later enough are taken. */
  z.strictObject({
    unit: idText,
    name: z.literal('nominees_too_few'),
    date: calendarDay,
    facts: z.strictObject({ nominees: people, need: people, then: z.strictObject({ date: calendarDay, nominees: people }) }),
  }),
  /** Exactly as many as the differentials ask for (R46, R49), below the customary one, which is said (C-02). */
  z.strictObject({
    unit: idText,
    name: z.literal('exact_boundary'),
    facts: z.strictObject({ nominees: people, formal: people, advisoryWarning: yesOrNo }),
  }),
  /** Equal votes at the cut: a run-off (§2.5). */
  z.strictObject({
    unit: idText,
    name: z.literal('tie_at_cut'),
    date: calendarDay,
    facts: z.strictObject({
      tally,
      expect: z.strictObject({ elected: seats, runoff: z.strictObject({ candidates: people, seats }) }),
      runoff: ballot,
      final: elected,
    }),
  }),
  /** Too few pass the half: a supplementary election (§2.5). */
  z.strictObject({
    unit: idText,
    name: z.literal('shortfall'),
    date: calendarDay,
    facts: z.strictObject({
      tally,
      expect: z.strictObject({ elected: seats, vacant: seats, supplementary: z.strictObject({ seats, minCandidates: people }) }),
      supplementary: ballot,
      final: elected,
    }),
  }),
  /** Too few come: the meeting is held again with the same list (§2.3). */
  z.strictObject({
    unit: idText,
    name: z.literal('quorum_fails_once'),
    date: calendarDay,
    facts: z.strictObject({
      entitled: people,
      present: people,
      need: people,
      then: z.strictObject({ date: calendarDay, present: people }),
    }),
  }),
  /** A congress of fewer members than the rules of today expect one of: said, not refused (§2.1). */
  z.strictObject({ unit: idText, name: z.literal('under_200_members'), facts: z.strictObject({ leagueMembers: people }) }),
  /** Another competitive way of electing, by its rule (C-09). */
  z.strictObject({
    unit: idText,
    name: z.literal('competitive_speech'),
    facts: z.strictObject({ rule: words(600), tally, expect: elected }),
  }),
  /** The largest committee's differentials (R46, R49). */
  z.strictObject({ unit: idText, name: z.literal('largest_committee'), facts: z.strictObject({ nominees: people, formal: people }) }),
  /** Inspected before the vote and after it (C-04). */
  z.strictObject({
    unit: idText,
    name: z.literal('inspection_before_and_after'),
    facts: z.strictObject({ before: span, after: span }),
  }),
  /** An objection to the notice is upheld: that seat goes its own way to another person, everybody else is appointed (§2.9). */
  z.strictObject({
    unit: idText,
    name: z.literal('appointed_and_objection_upheld'),
    facts: z.strictObject({
      first: z.strictObject({
        posted: calendarDay,
        ends: calendarDay,
        objection: z.strictObject({
          received: calendarDay,
          named: yesOrNo,
          matter: words(500),
          result: oneOf('UPHELD'),
          closed: calendarDay,
        }),
        outcome: oneOf('NOT_APPOINTED'),
      }),
      second: z.strictObject({
        posted: calendarDay,
        lastDay: calendarDay,
        rolledTo: calendarDay,
        outcome: oneOf('APPOINTED'),
        appointed: calendarDay,
      }),
    }),
  }),
]);
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioName = Scenario['name'];
export type ScenarioOf<N extends ScenarioName> = Extract<Scenario, { name: N }>;
