import type { Bilingual } from '../language/problem.ts';
import { SOURCE_CATEGORIES, type SourceCategory } from '../plan/choices.ts';
import { choice, month, optional, text } from './field-builders.ts';
import type { Finding } from './rows.ts';

/** Where a person comes from (R21.1–R21.8). */
export const SOURCE_WORDS: Readonly<Record<SourceCategory, Bilingual>> = {
  WEALTH_LEADER: { zh: '青年致富带头人', en: 'Young leader in local enterprise' },
  VILLAGE_CADRE: { zh: '青年村干部', en: 'Young village cadre' },
  SELECTED_GRADUATE: { zh: '选调生', en: 'Selected graduate' },
  CIVIL_SERVANT: { zh: '公务员', en: 'Civil servant' },
  THREE_SUPPORTS: { zh: '三支一扶成员', en: '"Three supports" staff' },
  VILLAGE_OFFICIAL: { zh: '大学生村官', en: 'College-graduate village official' },
  ENTREPRENEUR: { zh: '青年企业家', en: 'Young entrepreneur' },
  OTHER: { zh: '其他优秀青年', en: 'Other outstanding youth' },
};

/** Within or outside the established staff 编制 (R18, R22.1). */
export const QUOTA_WORDS = { IN: { zh: '编制内', en: 'Established post' }, OUT: { zh: '编制外', en: 'Non-established post' } } as const;

/** Full-time or part-time (R22.2): independent of the quota. */
export const TIME_WORDS = { FULL: { zh: '专职', en: 'Full-time' }, PART: { zh: '兼职', en: 'Part-time' } } as const;

/** Political status 政治面貌: members of the Party or of the League may stand, others may not (C-05). */
export const POLITICAL_WORDS = {
  CPC: { zh: '中共党员', en: 'Party member' },
  CYL: { zh: '共青团员', en: 'League member' },
  NONE: { zh: '群众', en: 'Neither' },
} as const;

export const SEX_WORDS = { M: { zh: '男', en: 'Male' }, F: { zh: '女', en: 'Female' } } as const;

/** “1”, “3” and “X”. */
export const ROLE_WORDS = {
  SECRETARY: { zh: '书记', en: 'Secretary' },
  DEPUTY: { zh: '副书记', en: 'Deputy secretary' },
  MEMBER: { zh: '委员', en: 'Member' },
} as const;

/** Columns that many tables of people share. */
export const name = text({ zh: '姓名', en: 'Name' }, { max: 40 });
export const post = text(
  { zh: '拟任岗位', en: 'Post' },
  { max: 60, hint: { zh: '写设岗定责中的岗位编号或名称，例如：G5', en: 'Code or title of a designed post, such as G5' } },
);
export const sex = choice({ zh: '性别', en: 'Sex' }, SEX_WORDS);
export const born = month({ zh: '出生年月', en: 'Born' }, { hint: { zh: '例如：1988-05', en: 'Such as 1988-05' } });
export const political = choice({ zh: '政治面貌', en: 'Political status' }, POLITICAL_WORDS);
export const education = text({ zh: '学历', en: 'Education' }, { max: 20, hint: { zh: '例如：大专', en: 'Such as college' } });
export const quota = choice({ zh: '编制', en: 'Kind of post' }, QUOTA_WORDS);
export const time = choice({ zh: '专职兼职', en: 'Full or part time' }, TIME_WORDS);
export const source = choice({ zh: '来源', en: 'Source' }, SOURCE_WORDS);
export const sourceNote = optional(
  text(
    { zh: '来源说明', en: 'Source in words' },
    { max: 100, hint: { zh: '来源选“其他优秀青年”时必填', en: 'Needed with "Other outstanding youth"' } },
  ),
);

/** The person's account in this app, so that nobody decides on a dossier in which they are a candidate. */
export const account = optional(
  text(
    { zh: '本系统账号', en: 'Account here' },
    { max: 64, hint: { zh: '本人在本系统有账号时填写', en: 'If the person has an account in this system' } },
  ),
);

/** “Other” is an open category: it says in words what is meant (R21.8). */
export function otherSourceExplained(row: Readonly<Record<string, unknown>>): Finding[] {
  const note = row.sourceNote;
  if (row.source !== 'OTHER' || (typeof note === 'string' && note.trim() !== '')) return [];
  return [
    {
      code: 'SOURCE_NOTE_MISSING',
      path: ['sourceNote'],
      sentence: { zh: '没有填写：来源选了“其他优秀青年”，须用文字说明', en: 'is missing: the source "Other" has to be explained in words' },
    },
  ];
}

/** A source category as it stands in the name of a count: `wealthLeader`. */
export function sourceCountName(category: SourceCategory): string {
  return category.toLowerCase().replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
}

/** How many rows stand in each source category, by count name below `prefix`. */
export function countsBySource(prefix: string, rows: readonly { readonly source: SourceCategory }[]): Record<string, number> {
  return Object.fromEntries(
    SOURCE_CATEGORIES.map((category) => [`${prefix}.${sourceCountName(category)}`, rows.filter((row) => row.source === category).length]),
  );
}
