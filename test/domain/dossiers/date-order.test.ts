import { describe, expect, it } from 'vitest';
import { DOSSIERS, type DossierContext, type DossierId, parseDossier } from '../../../domain/dossiers/index.ts';
import { dateOrderCounts } from '../../../domain/fields/date-order.ts';
import { gate } from '../../../domain/gates/gates-of.ts';
import type { RuleResult } from '../../../domain/rules/rule-result.ts';
import { LANDU as ELECTED, landuContext as electedContext } from '../election/landu.ts';
import { landuContext, LANDU as PREPARED } from './landu.ts';

/** Everything of the sample township on record, from the first stage to the last. */
const WHOLE = { ...PREPARED, ...ELECTED } as Readonly<Record<string, object>>;
const CONTEXT: DossierContext = { ...electedContext('appointment'), ...landuContext(), noticeLastDay: '2012-09-06', earlier: WHOLE };

function ruleResultsOn(id: DossierId, change: object, context: Partial<DossierContext> = {}): RuleResult[] {
  const read = parseDossier(id, { ...WHOLE[id], ...change });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const { [id as 'survey']: _, ...earlier } = WHOLE as Record<'survey', object>;
  const told = { ...CONTEXT, earlier, ...context };
  return gate(id, DOSSIERS[id].countsOf(read.dossier, told), { rules: told.rules, body: told.body, passed: {} });
}

/** A stage, the day that is wrong, and what is said of it. */
const REVERSED: readonly (readonly [DossierId, object, string, RuleResult['outcome'], number])[] = [
  ['implementation-plan', { draftedOn: '2012-06-12' }, 'PLAN_BEFORE_SURVEY', 'warns', 1],
  ['post-design', { fixedOn: '2012-06-10' }, 'POSTS_BEFORE_SURVEY', 'fails', 3],
  ['recommendation', { closedOn: '2012-06-25' }, 'RECOMMENDATION_BEFORE_POSTS', 'fails', 1],
  ['recommendation', { closedOn: '2012-06-26' }, 'RECOMMENDATION_BEFORE_PUBLICITY', 'warns', 1],
  [
    'nomination',
    { decidedOn: '2012-07-10', surveyedFrom: '2012-07-01', surveyedTo: '2012-07-02' },
    'NOMINATION_BEFORE_RECOMMENDATION',
    'fails',
    1,
  ],
  ['formal-candidates', { meetingOn: '2012-07-18' }, 'FORMAL_BEFORE_NOMINATION', 'fails', 2],
  ['member-election', { heldOn: '2012-07-26' }, 'VOTE_BEFORE_FORMAL_LIST', 'fails', 1],
  ['member-report', { reportedOn: '2012-08-16' }, 'MEMBER_REPORT_BEFORE_VOTE', 'fails', 1],
  ['leader-candidates', { proposedOn: '2012-08-16' }, 'LEADERS_PROPOSED_BEFORE_VOTE', 'warns', 1],
  ['leadership-report', { reportedOn: '2012-08-16' }, 'LEADERSHIP_REPORT_BEFORE_VOTE', 'fails', 1],
  ['organization-study', { meetingOn: '2012-08-16' }, 'STUDY_BEFORE_LEADERS', 'fails', 1],
  ['organization-study', { meetingOn: '2012-08-19' }, 'STUDY_BEFORE_MEMBER_REPORT', 'warns', 1],
  ['inspection', { inspectedFrom: '2012-08-21' }, 'INSPECTION_BEGAN_BEFORE_STUDY', 'warns', 1],
  ['inspection', { inspectedFrom: '2012-08-20', inspectedTo: '2012-08-21' }, 'INSPECTION_OVER_BEFORE_STUDY', 'fails', 1],
  ['public-notice', { postedOn: '2012-08-27' }, 'NOTICE_BEFORE_INSPECTION', 'fails', 1],
  ['appointment', { appointedOn: '2012-08-16' }, 'APPOINTED_BEFORE_VOTE', 'fails', 1],
  ['appointment', { appointedOn: '2012-09-06' }, 'APPOINTED_BEFORE_NOTICE_ENDED', 'fails', 1],
  ['mechanisms', { adoptedOn: '2012-08-01' }, 'MECHANISMS_BEFORE_VOTE', 'warns', 16],
  ['summary', { resultsOn: '2012-11-15' }, 'RESULTS_BEFORE_EXPERIENCE', 'warns', 1],
];

describe('the days of the dossiers, in the order of the stages', () => {
  it.each(REVERSED)('%s %j: %s %s by %i', (id, change, code, outcome, days) => {
    const found = ruleResultsOn(id, change).find((result) => result.code === code);
    expect(found).toMatchObject({ outcome, figures: { days } });
    expect(found?.zh).toContain(`早 ${days} 天`);
  });

  it.each([...new Set(REVERSED.map(([id]) => id))])('of %s hold in the sample', (id) => {
    const wanted = REVERSED.filter(([stage]) => stage === id).map(([, , code]) => code);
    const said = ruleResultsOn(id, {}).filter((result) => wanted.includes(result.code));
    expect(said.map(({ code, outcome }) => [code, outcome])).toEqual(wanted.map((code) => [code, 'holds']));
  });

  it('are told with the sentence', () => {
    const read = parseDossier('formal-candidates', { ...WHOLE['formal-candidates'], meetingOn: '2012-07-18' });
    const dossier = 'dossier' in read ? read.dossier : undefined;
    expect(DOSSIERS['formal-candidates'].peopleBehind?.(dossier, CONTEXT)).toMatchObject({
      FORMAL_BEFORE_NOMINATION: ['2012-07-18', '2012-07-20'],
    });
  });

  it.each([
    ['public-notice', { postedOn: '2012-08-16' }, ['inspection'], 'POSTED_BEFORE_STUDIED'],
    ['public-notice', { postedOn: '2012-08-16' }, ['inspection', 'organization-study'], 'POSTED_BEFORE_LED'],
    [
      'inspection',
      { inspectedFrom: '2012-08-15', inspectedTo: '2012-08-16' },
      ['organization-study', 'leadership-election'],
      'INSPECTED_BEFORE_VOTED',
    ],
    [
      'nomination',
      { decidedOn: '2012-06-11', surveyedFrom: '2012-06-01', surveyedTo: '2012-06-02' },
      ['recommendation'],
      'NOMINATED_BEFORE_FIXED',
    ],
    [
      'nomination',
      { decidedOn: '2012-06-11', surveyedFrom: '2012-06-01', surveyedTo: '2012-06-02' },
      ['recommendation', 'post-design'],
      'NOMINATED_BEFORE_SURVEYED',
    ],
    ['appointment', { partyDocumentOn: '2012-08-16' }, ['public-notice', 'inspection', 'organization-study'], 'PARTY_DOCUMENT_BEFORE_VOTE'],
    ['appointment', { appointedOn: '2012-08-16' }, ['public-notice', 'inspection', 'organization-study'], 'APPOINTED_BEFORE_VOTE'],
  ] as const)('%s %j without %j: %s', (id, change, without, code) => {
    const earlier = Object.fromEntries(Object.entries(WHOLE).filter(([stage]) => stage !== id && !without.includes(stage as never)));
    const { noticeLastDay: _, ...context } = CONTEXT;
    const read = parseDossier(id, { ...WHOLE[id], ...change });
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const counts = DOSSIERS[id].countsOf(read.dossier, { ...context, earlier });
    const found = gate(id, counts, { rules: context.rules, body: context.body, passed: {} }).find((result) => result.code === code);
    expect(found?.outcome).toBe('fails');
    expect(DOSSIERS[id].peopleBehind?.(read.dossier, { ...context, earlier })).toHaveProperty(code);
  });

  it('say each order once: what lies between two days on record is compared instead of them', () => {
    const said = ruleResultsOn('public-notice', { postedOn: '2012-08-16' }).filter(({ code }) => code.includes('_BEFORE_'));
    expect(said.map(({ code }) => code)).toEqual(['NOTICE_BEFORE_INSPECTION']);
  });

  it('of every two stages of the chain are told the wrong way round, whatever is not on record between them', () => {
    const chain = [
      ['post-design', 'fixedOn'],
      ['recommendation', 'closedOn'],
      ['nomination', 'decidedOn'],
      ['formal-candidates', 'meetingOn'],
      ['member-election', 'heldOn'],
      ['organization-study', 'meetingOn'],
      ['inspection', 'inspectedTo'],
      ['public-notice', 'postedOn'],
      ['appointment', 'partyDocumentOn'],
    ] as const;
    for (const [index, [later, day]] of chain.entries()) {
      for (const [earlier, before] of chain.slice(later === 'inspection' ? 4 : 0, index)) {
        // A notice counts by its last day.
        const over = earlier === 'public-notice' ? { noticeLastDay: '2012-08-01' } : {};
        const context = { earlier: { [earlier]: { [before]: '2012-08-02' } }, ...over };
        const reversed = Object.values(dateOrderCounts(later, { [day]: '2012-08-01' }, context));
        expect([later, earlier, reversed.some((days) => days === 1)]).toEqual([later, earlier, true]);
      }
    }
  });

  it('are not compared with what is not on record', () => {
    const said = ruleResultsOn('organization-study', { meetingOn: '2012-01-01' }, { earlier: {} });
    expect(said.filter(({ code }) => code.startsWith('STUDY_BEFORE'))).toEqual([]);
  });

  it('of a further ballot do not come before those of the one that led to it', () => {
    const counted = { 'member-election': [{ open: {}, dossier: { ...ELECTED['member-election'], heldOn: '2012-08-23' } }] };
    const code = 'BALLOT_BEFORE_LAST_ONE';
    const outcome = (heldOn: string) => ruleResultsOn('member-election', { heldOn }, { counted }).find((one) => one.code === code)?.outcome;
    expect([outcome('2012-08-22'), outcome('2012-08-23'), outcome('2012-08-27')]).toEqual(['fails', 'holds', 'holds']);
  });
});
