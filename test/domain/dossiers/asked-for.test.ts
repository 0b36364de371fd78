import { describe, expect, it } from 'vitest';
import { DOSSIERS, type DossierId } from '../../../domain/dossiers/index.ts';
import { isRowsField } from '../../../domain/fields/field.ts';
import { SOURCE_CATEGORIES } from '../../../domain/plan/choices.ts';

/** The plan's sentences that ask for a record, and where the forms ask for it. A star: the place may be left empty. */
const ASKED: readonly (readonly [rule: string, what: string, id: DossierId, places: readonly string[]])[] = [
  ['R27.2', 'the organising body', 'working-body', ['establishedOn', 'document', 'head', 'members.who', 'members.duty*', 'office']],
  ['R34', 'where young people live', 'survey', ['youth', 'inVillage', 'townWork', 'awaySeasonal', 'school']],
  ['R76', 'how they gather, communicate, exchange, keep in touch', 'survey', ['gathering', 'communication', 'exchange', 'contact']],
  ['R43', 'a survey with its days', 'survey', ['surveyedFrom', 'surveyedTo']],
  ['R80', 'coverage before', 'survey', ['coverageBefore']],
  ['R62', 'an implementation plan', 'implementation-plan', ['title', 'draftedOn', 'local*']],
  ['R29', 'where people compete', 'implementation-plan', ['competition*']],
  ['R20', 'X', 'post-design', ['x']],
  ['R37', 'posts with duties', 'post-design', ['posts.code', 'posts.title', 'posts.role', 'posts.duty']],
  ['R96.1', 'concrete posts', 'post-design', ['posts']],
  ['R96.2', 'qualifications', 'post-design', ['qualifications']],
  ['R96.3', 'the structure of sources', 'post-design', ['proportions.source']],
  ['R35', 'sources of members to be added', 'post-design', ['proportions']],
  ['R36', 'proportions', 'post-design', ['proportions.min', 'proportions.max']],
  ['R25', 'whom out-of-quota deputies represent', 'post-design', ['posts.represents*']],
  [
    'R38',
    'what was made known, to whom, when',
    'publicity',
    ['entries.on', 'entries.form', 'entries.content', 'entries.audience', 'entries.reached'],
  ],
  ['R98', 'the audience of each publication', 'publicity', ['entries.audience', 'entries.channel']],
  ['R40', 'the branches', 'recommendation', ['branches', 'branchesReported']],
  ['R41', 'people the branches report', 'recommendation', ['people.name', 'people.branches']],
  ['R39', 'a post for each recommendation', 'recommendation', ['people.posts']],
  ['R42', 'the nominee list', 'nomination', ['decidedOn', 'nominees.name', 'nominees.post']],
  ['R45', 'reason and rank', 'nomination', ['nominees.reason', 'nominees.rank']],
  ['R47', 'what eligibility is judged by', 'nomination', ['nominees.born', 'nominees.political']],
  ['R22.1', 'quota', 'nomination', ['nominees.quota']],
  ['R22.2', 'full or part time', 'nomination', ['nominees.time']],
  ['R66.1', 'politically sound', 'nomination', ['nominees.politics*']],
  ['R66.2', 'of good character', 'nomination', ['nominees.morals*']],
  ['R66.3', 'able', 'nomination', ['nominees.ability*']],
  ['R66.4', 'leading', 'nomination', ['nominees.leading*']],
  ['R24', 'enthusiasm and influence', 'nomination', ['nominees.enthusiasm*', 'nominees.influence*']],
  ['R48', 'the party committee’s meeting and document', 'formal-candidates', ['meetingOn', 'document']],
  ['R50', 'the formal list', 'formal-candidates', ['candidates.name', 'candidates.post', 'dropped*']],
  ['R73', 'the mechanisms', 'mechanisms', ['adoptedOn', 'documents.kind', 'documents.title', 'documents.clause']],
  ['R71', 'regular intervals', 'mechanisms', ['meetingMonths', 'reviewMonths']],
  ['R31', 'functional positioning', 'functions', ['positioning']],
  ['R32', 'projects and content', 'functions', ['projects.name', 'projects.target']],
  ['R10', 'contact, guide, serve', 'functions', ['projects.contact*', 'projects.guide*', 'projects.serve*']],
  ['R77', 'the way of a project', 'functions', ['projects.way']],
  ['R79', 'new units', 'functions', ['newUnits']],
  ['R80', 'coverage after', 'functions', ['coverageAfter']],
  ['R84', 'progress', 'monthly-report', ['phase', 'currentStep', 'done', 'next', 'problems*', 'support*', 'experience*']],
  ['R88', 'experience', 'summary', ['collectedOn', 'title', 'text']],
  ['R90', 'the results document', 'summary', ['results', 'resultsOn']],
];

describe('the forms ask for what the plan asks', () => {
  it.each(ASKED)('%s: %s (%s)', (_rule, _what, id, places) => {
    const fields = DOSSIERS[id].fields.flatMap((field) => [
      [field.name, field.required] as const,
      ...(isRowsField(field) ? field.columns.map((column) => [`${field.name}.${column.name}`, column.required] as const) : []),
    ]);
    const asked = new Map(fields);
    for (const place of places) expect(asked.get(place.replace('*', ''))).toBe(!place.endsWith('*'));
  });

  it('R21.1 to R21.8: the source is one of the plan’s categories, the last of them open', () => {
    const nominees = DOSSIERS.nomination.fields.find((field) => field.name === 'nominees');
    const source = nominees && isRowsField(nominees) ? nominees.columns.find((column) => column.name === 'source') : undefined;
    expect(source?.kind === 'choice' && source.choices.map((choice) => choice.value)).toEqual([...SOURCE_CATEGORIES]);
    expect(SOURCE_CATEGORIES.at(-1)).toBe('OTHER');
  });
});
