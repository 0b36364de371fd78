import { describe, expect, it } from 'vitest';
import { addDays, dateOf, dayFigure } from '../../../domain/calendar/plan-date.ts';
import { Refusal } from '../../../domain/errors.ts';
import { documentAsked } from '../../../domain/process/answer-document.ts';
import { ruleResultsOn } from '../../../domain/process/township-rule-results.ts';
import type { TownshipMessage } from '../../../domain/state/messages.ts';
import { passingCounts } from '../../support/passing-counts.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { answer, digestOf } from '../../support/township-messages.ts';

/** Each body enters its own document with its own command; the day of office is not before the county league's, unless that says so. */

/** A township whose appointment waits for the county league, with the day of office so many days from today. */
function appointed(daysFromToday: number) {
  const played = new PlayedTownship('2012-06-01').reach('appointment');
  const today = dateOf(played.now);
  played.submit('appointment', { counts: { ...passingCounts('appointment'), officeDay: dayFigure(addDays(today, daysFromToday)) } });
  const lastDay = played.item('public-notice').notice?.lastDay ?? '';
  return { played, today, lastDay };
}

type Document = { readonly documentOn?: string; readonly documentDigest?: string; readonly officeStated?: boolean };

function agree(played: PlayedTownship, document: Document): string | PlayedTownship {
  const message = answer(played.state, 'appointment', 'county-league');
  const { documentOn: _, documentDigest: __, officeStated: ___, ...envelope } = message.envelope as Document;
  try {
    played.send({ name: 'decide', envelope: { ...envelope, ...document } } as TownshipMessage);
    return played;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const documentDigest = digestOf('岚团复〔2012〕6号');

describe('the county league’s document on an appointment', () => {
  it('is needed, number and day', () => {
    const { played, today } = appointed(0);
    expect(agree(played, {})).toBe('DOCUMENT_MISSING');
    expect(agree(played, { documentOn: today })).toBe('DOCUMENT_MISSING');
    expect(agree(played, { documentDigest })).toBe('DOCUMENT_MISSING');
  });

  it('is dated after the notice ended, and not ahead', () => {
    const { played, today, lastDay } = appointed(0);
    expect(agree(played, { documentOn: addDays(today, 1), documentDigest })).toBe('DOCUMENT_DATE_WRONG');
    expect(agree(played, { documentOn: lastDay, documentDigest })).toBe('DOCUMENT_DATE_WRONG');
  });

  it('is not after the day of office', () => {
    const { played, today } = appointed(-1);
    expect(agree(played, { documentOn: today, documentDigest })).toBe('OFFICE_BEFORE_AGREEMENT');
    expect(played.item('appointment').status).toBe('submitted');
  });

  it.each([
    [0, {}, 'holds'],
    [5, {}, 'holds'],
    [-1, { officeStated: true }, 'holds'],
  ] as const)('is taken with a day of office %i days from it (%j), and the rule says so', (days, stated, outcome) => {
    const { played, today } = appointed(days);
    expect(agree(played, { documentOn: today, documentDigest, ...stated })).toBe(played);
    const { asked, submission, status } = played.item('appointment');
    expect(status).toBe('passed');
    expect(asked[0]?.given).toMatchObject({ documentOn: today, ...stated });
    const said = ruleResultsOn(played.process, 'appointment', submission?.counts ?? {}).find(
      ({ code }) => code === 'OFFICE_BEFORE_AGREEMENT',
    );
    expect(said).toMatchObject({ outcome, figures: { documentOn: dayFigure(today), stated: 'officeStated' in stated ? 1 : 0 } });
    expect(said?.zh.includes('写明')).toBe(days < 0);
  });

  it('is not asked for where an appointment is sent back, nor where what was submitted names both documents', () => {
    const { played } = appointed(-1);
    const returned = { verdict: 'return', returnTo: { stage: 'appointment', then: 'step-by-step' } } as const;
    played.answer('appointment', 'county-league', returned);
    const { officeDay: _, ...counts } = passingCounts('appointment');
    played.submit('appointment', { counts });
    expect(agree(played, {})).toBe(played);
  });
});

describe('a document with another answer', () => {
  it('may come with whatever passes a stage, and is on record with its day', () => {
    expect([documentAsked('formal-candidates', 'approve'), documentAsked('member-report', 'receipt')]).toEqual(['possible', 'possible']);
    expect([
      documentAsked('publicity', 'note'),
      documentAsked('monthly-report/2012-08', 'receipt'),
      documentAsked('survey', 'return'),
    ]).toEqual([undefined, undefined, undefined]);
    const played = new PlayedTownship('2012-06-01').reach('formal-candidates');
    const today = dateOf(played.now);
    played.submit('formal-candidates');
    const message = answer(played.state, 'formal-candidates', 'county-league');
    played.send({ name: 'decide', envelope: { ...message.envelope, documentOn: today, documentDigest } } as TownshipMessage);
    expect(played.item('formal-candidates').asked[0]?.given?.documentOn).toBe(today);
  });
});
