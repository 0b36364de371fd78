import { daysBetween } from '../calendar/plan-date.ts';
import { electedOf } from '../election/elected.ts';
import { compareNames, namesOnRecord } from '../election/people-named.ts';
import { type Across, type DossierContext, datesReversed, defineDossier } from '../fields/define-dossier.ts';
import { checkbox, choice, date, list, number, optional, text } from '../fields/field-builders.ts';
import { account, name } from '../fields/person-columns.ts';
import { type Finding, people, rows } from '../fields/rows.ts';
import { nameKey } from '../language/name-key.ts';
import type { Bilingual } from '../language/problem.ts';
import { CONSULTED_OFFICES, type ConsultedOffice } from '../plan/choices.ts';
import type { Counts } from '../rules/rule-result.ts';
import { listedCount } from '../state/objected-lists.ts';
import { daysAhead } from './days-ahead.ts';

/** What the team concludes of a person (§2.8): goes on, waits, or is not appointed. */
const CONCLUSION_WORDS = {
  PASS: { zh: '通过', en: 'Passed' },
  DEFER: { zh: '暂缓', en: 'Deferred' },
  FAIL: { zh: '未通过', en: 'Failed' },
} as const;
const CONCLUSIONS = Object.keys(CONCLUSION_WORDS) as (keyof typeof CONCLUSION_WORDS)[];

/** The three bodies whose people are in the team: they lead and take part throughout (R93, R95). */
const TEAM_WORDS = {
  PARTY: { zh: '乡镇党委', en: 'The township Party committee' },
  ORGANIZATION: { zh: '县委组织部', en: 'County organization department' },
  LEAGUE: { zh: '团县委', en: 'County League committee' },
} as const;

/** Who is asked about a person. */
export const OFFICE_WORDS: Readonly<Record<ConsultedOffice, Bilingual>> = {
  DISCIPLINE: { zh: '纪检机关', en: 'Discipline office' },
  POLICE: { zh: '公安机关', en: 'Police' },
  COURT: { zh: '人民法院', en: 'Court' },
  PROCURATORATE: { zh: '人民检察院', en: 'Procuratorate' },
  FAMILY_PLANNING: { zh: '计划生育部门', en: 'Family planning office' },
  TAX: { zh: '税务部门', en: 'Tax office' },
  UNIT: { zh: '本人所在单位', en: 'The person’s own unit' },
  OTHER: { zh: '其他单位', en: 'Another office' },
};

/** What an office said of a person. */
const OPINION_WORDS = {
  NONE: { zh: '无不同意见', en: 'None against' },
  NOTE: { zh: '有情况说明', en: 'A remark' },
  AGAINST: { zh: '有不同意见', en: 'Against' },
} as const;

const appraisal = (zh: string, en: string) => number({ zh: `测评：${zh}`, en: `Appraisal: ${en}` }, { max: 10_000 });

/** 任前考察 (M15, D15): a team inspects each person and concludes, by the four criteria and the two attributes (R27.8, R66, R24; §2.8). */
export const inspection = defineDossier(
  'inspection',
  {
    inspectedFrom: date({ zh: '考察开始日期', en: 'From' }),
    inspectedTo: date({ zh: '考察结束日期', en: 'To' }),
    team: rows(
      { zh: '考察组', en: 'Team' },
      {
        member: text({ zh: '成员', en: 'Member' }, { max: 60, hint: { zh: '职务或姓名，例如：组织委员', en: 'Office or name' } }),
        body: choice({ zh: '所在单位', en: 'Of' }, TEAM_WORDS),
      },
      { max: 20, unique: 'member' },
    ),
    methods: list(
      { zh: '考察方法', en: 'Methods' },
      { max: 20, maxLength: 60, hint: { zh: '每行一种，例如：个别谈话。', en: 'One per line, such as individual talks.' } },
    ),
    consulted: rows(
      { zh: '征求意见', en: 'Opinions consulted' },
      {
        name,
        office: choice({ zh: '被征求单位', en: 'Office asked' }, OFFICE_WORDS),
        opinion: choice({ zh: '意见', en: 'Opinion' }, OPINION_WORDS),
        words: optional(
          text(
            { zh: '单位名称和意见内容', en: 'Office and opinion in words' },
            { max: 300, hint: { zh: '例如：镇纪委，无信访举报。意见不是“无不同意见”的必填', en: 'Needed unless there is none against' } },
          ),
        ),
      },
      {
        max: 1_000,
        across: opinionInWords,
        hint: {
          zh: '一人一单位一行：问了谁、关于谁、怎么说。',
          en: 'One row for each person and office: who was asked about whom, and what was said.',
        },
      },
    ),
    people: people(
      { zh: '考察情况和结论', en: 'Findings and conclusions' },
      {
        name,
        talks: number({ zh: '谈话人数', en: 'Talks' }, { max: 1_000 }),
        excellent: appraisal('优秀', 'excellent'),
        competent: appraisal('称职', 'competent'),
        basic: appraisal('基本称职', 'basically competent'),
        incompetent: appraisal('不称职', 'not competent'),
        politics: checkbox({ zh: '政治素质高', en: 'Politically sound' }),
        morals: checkbox({ zh: '道德品质好', en: 'Of good character' }),
        ability: checkbox({ zh: '工作能力强', en: 'Able' }),
        leading: checkbox({ zh: '带动作用大', en: 'Leads others' }),
        enthusiasm: checkbox({ zh: '有热情', en: 'Enthusiastic' }),
        influence: checkbox({ zh: '有一定影响力', en: 'Has influence' }),
        conclusion: choice({ zh: '结论', en: 'Conclusion' }, CONCLUSION_WORDS),
        reason: optional(
          text({ zh: '理由', en: 'Reason' }, { max: 300, hint: { zh: '考察暂缓、未通过的必填', en: 'Needed unless the person passed' } }),
        ),
        account,
      },
      { across: reasonMissing },
    ),
  },
  {
    across: (dossier) => [...datesReversed(dossier, 'inspectedFrom', 'inspectedTo'), ...askedTwice(dossier)],
    countsOf: (dossier, context) => {
      const { team, methods, consulted, people } = dossier;
      const number = (test: (person: (typeof people)[number]) => boolean) => people.filter(test).length;
      return {
        team: team.length,
        bodies: new Set(team.map(({ body }) => body)).size,
        methods: methods.length,
        consulted: new Set(consulted.map(({ office }) => office)).size,
        ...notAskedCounts(dossier),
        passedAgainst: passedAgainst(dossier).length,
        askedAboutOthers: askedAboutOthers(dossier).length,
        people: people.length,
        passed: number(({ conclusion }) => conclusion === 'PASS'),
        deferred: number(({ conclusion }) => conclusion === 'DEFER'),
        failed: number(({ conclusion }) => conclusion === 'FAIL'),
        // 1 passed, 2 deferred, 3 failed, by the person's row: who is who stays in the dossier.
        ...Object.fromEntries(people.map(({ conclusion }, index) => [`conclusion.${index + 1}`, CONCLUSIONS.indexOf(conclusion) + 1])),
        ...listedNumbers(people, context),
        withoutReason: number(({ conclusion, reason }) => conclusion !== 'PASS' && reason === undefined),
        withoutTalks: number(({ talks }) => talks === 0),
        withoutAppraisal: number(withoutAppraisal),
        criteriaShort: number(passedWithoutCriteria),
        attributesShort: number(passedWithoutAttributes),
        outside: inspectedNames(people, context).outside.length,
        missing: inspectedNames(people, context).missing.length,
        daysBeforeVote: daysBeforeVote(dossier.inspectedFrom, context),
        daysAhead: daysAhead(dossier.inspectedTo, context.today),
      };
    },
    peopleBehind: (dossier, context) => {
      const { people } = dossier;
      const names = (test: (person: (typeof people)[number]) => boolean) => people.filter(test).map((person) => person.name);
      const { outside, missing } = inspectedNames(people, context);
      return {
        ...namesNotAsked(dossier),
        PASSED_AGAINST_OPINION: passedAgainst(dossier),
        ASKED_ABOUT_OTHERS: askedAboutOthers(dossier),
        INSPECTED_WITHOUT_TALKS: names(({ talks }) => talks === 0),
        INSPECTED_WITHOUT_APPRAISAL: names(withoutAppraisal),
        PASSED_WITHOUT_CRITERIA: names(passedWithoutCriteria),
        PASSED_WITHOUT_ATTRIBUTES: names(passedWithoutAttributes),
        INSPECTION_NOT_PASSED: names(({ conclusion }) => conclusion !== 'PASS'),
        INSPECTED_NOT_PROPOSED: outside,
        PROPOSED_NOT_INSPECTED: missing,
      };
    },
  },
);

interface Inspected {
  readonly excellent: number;
  readonly competent: number;
  readonly basic: number;
  readonly incompetent: number;
  readonly politics: boolean;
  readonly morals: boolean;
  readonly ability: boolean;
  readonly leading: boolean;
  readonly enthusiasm: boolean;
  readonly influence: boolean;
  readonly conclusion: keyof typeof CONCLUSION_WORDS;
}

function withoutAppraisal({ excellent, competent, basic, incompetent }: Inspected): boolean {
  return excellent + competent + basic + incompetent === 0;
}

/** Passed although not all four criteria of R66 are met. */
function passedWithoutCriteria({ conclusion, politics, morals, ability, leading }: Inspected): boolean {
  return conclusion === 'PASS' && !(politics && morals && ability && leading);
}

/** Passed although not both attributes of R24 are there. */
function passedWithoutAttributes({ conclusion, enthusiasm, influence }: Inspected): boolean {
  return conclusion === 'PASS' && !(enthusiasm && influence);
}

/**
 * Inspected are those whom the study proposes; where it was let go, whoever was elected to lead and has no course of their own. Formal
 * candidates and elected members may be, where they are not all that is asked for.
 */
function inspectedNames(inspected: readonly { readonly name: string }[], context: DossierContext) {
  const studied = namesOnRecord(context, 'organization-study', 'proposals');
  const apart = new Set((context.apart ?? []).map(nameKey));
  const leaders = electedOf(context, 'leadership-election').map((person) => person.name);
  const proposed = studied.length > 0 ? studied : leaders.filter((one) => !apart.has(nameKey(one)));
  const others = [
    ...namesOnRecord(context, 'formal-candidates', 'candidates'),
    ...electedOf(context, 'member-election').map((person) => person.name),
  ];
  return compareNames(
    inspected.map((person) => person.name),
    proposed,
    others,
  );
}

/** By how many days the inspection began before the leaders were elected; 0 when no vote is on record. */
function daysBeforeVote(from: string, { earlier }: DossierContext): number {
  const vote = earlier['leadership-election'] as { readonly heldOn?: string } | undefined;
  return vote?.heldOn === undefined ? 0 : Math.max(0, daysBetween(from, vote.heldOn));
}

interface Asked {
  readonly people: readonly { readonly name: string; readonly conclusion: string }[];
  readonly consulted: readonly { readonly name: string; readonly office: ConsultedOffice; readonly opinion: string }[];
}

/** Whoever of the people an office was not asked about. */
function notAsked({ people, consulted }: Asked, office: ConsultedOffice): string[] {
  const asked = new Set(consulted.filter((row) => row.office === office).map((row) => nameKey(row.name)));
  return people.map((person) => person.name).filter((one) => !asked.has(nameKey(one)));
}

/** The name of the count of people about whom an office was not asked: `notAsked.discipline`. */
function notAskedCounts(dossier: Asked): Record<string, number> {
  return Object.fromEntries(CONSULTED_OFFICES.map((office) => [notAskedCount(office), notAsked(dossier, office).length]));
}

/** Before the vote: the number on the formal list of each person who did not pass, by row, so that the run takes them off it. */
function listedNumbers(people: readonly { readonly name: string; readonly conclusion: string }[], context: DossierContext): Counts {
  if (context.earlier['member-election'] !== undefined) return {};
  const listed = (context.formalList ?? namesOnRecord(context, 'formal-candidates', 'candidates')).map(nameKey);
  return Object.fromEntries(
    people.flatMap(({ name, conclusion }, index) =>
      conclusion === 'PASS' ? [] : [[listedCount(index + 1), listed.indexOf(nameKey(name)) + 1] as const],
    ),
  );
}

export function notAskedCount(office: ConsultedOffice): string {
  return `notAsked.${office.toLowerCase().replaceAll('_', '')}`;
}

/** The code of the verdict on an office that has to be asked. */
export function notAskedCode(office: ConsultedOffice): string {
  return `${office}_NOT_ASKED`;
}

function namesNotAsked(dossier: Asked): Record<string, string[]> {
  return Object.fromEntries(CONSULTED_OFFICES.map((office) => [notAskedCode(office), notAsked(dossier, office)]));
}

/** Passed although an office was against. */
function passedAgainst({ people, consulted }: Asked): string[] {
  const against = new Set(consulted.filter(({ opinion }) => opinion === 'AGAINST').map((row) => nameKey(row.name)));
  return people.flatMap((person) => (person.conclusion === 'PASS' && against.has(nameKey(person.name)) ? [person.name] : []));
}

/** An opinion that is not plain consent is told in words. */
function opinionInWords({ opinion, words }: Parameters<Across>[0]): Finding[] {
  if ((opinion !== 'NOTE' && opinion !== 'AGAINST') || (typeof words === 'string' && words.trim() !== '')) return [];
  return [
    {
      code: 'WORDS_MISSING',
      path: ['words'],
      sentence: { zh: '没有填写：有情况说明或不同意见的，须写明内容', en: 'is missing: a remark or an opinion against is told in words' },
    },
  ];
}

/** Asked about without being inspected. */
function askedAboutOthers({ people, consulted }: Asked): string[] {
  const inspected = new Set(people.map((person) => nameKey(person.name)));
  return [...new Set(consulted.map((row) => row.name))].filter((one) => !inspected.has(nameKey(one)));
}

/** An office is asked once about each person; others may be several. */
function askedTwice({ consulted }: Parameters<Across>[0]): Finding[] {
  const seen = new Set<string>();
  return rowsOf(consulted).flatMap((row, index): Finding[] => {
    if (typeof row.name !== 'string' || row.name.trim() === '' || row.office === 'OTHER') return [];
    const key = `${nameKey(row.name)}#${String(row.office)}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const sentence = { zh: '同一人已有这个单位的意见', en: 'was already asked about this person' };
    return [{ code: 'DUPLICATE', path: ['consulted', index, 'office'], sentence }];
  });
}

function rowsOf(table: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(table) ? table.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null) : [];
}

function reasonMissing(row: Parameters<Across>[0]): Finding[] {
  if (row.conclusion !== 'DEFER' && row.conclusion !== 'FAIL') return [];
  if (typeof row.reason === 'string' && row.reason.trim() !== '') return [];
  return [
    {
      code: 'REASON_MISSING',
      path: ['reason'],
      sentence: { zh: '没有填写：考察暂缓、未通过的须写明理由', en: 'is missing: deferred or failed needs a reason' },
    },
  ];
}
