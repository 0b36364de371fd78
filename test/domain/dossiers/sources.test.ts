import { describe, expect, it } from 'vitest';
import { DOSSIERS, parseDossier } from '../../../domain/dossiers/index.ts';
import { isRowsField } from '../../../domain/fields/field.ts';
import { SOURCE_CATEGORIES, type SourceCategory } from '../../../domain/plan/choices.ts';
import { countsOf } from './judged.ts';
import { LANDU, landuContext } from './landu.ts';

/** The plan's sources of members, under the plan's own names. */
const SOURCES: readonly (readonly [rule: string, title: string, source: SourceCategory])[] = [
  ['R21.1', '青年致富带头人', 'WEALTH_LEADER'],
  ['R21.2', '青年村干部', 'VILLAGE_CADRE'],
  ['R21.3', '选调生', 'SELECTED_GRADUATE'],
  ['R21.4', '公务员', 'CIVIL_SERVANT'],
  ['R21.5', '三支一扶成员', 'THREE_SUPPORTS'],
  ['R21.6', '大学生村官', 'VILLAGE_OFFICIAL'],
  ['R21.7', '青年企业家', 'ENTREPRENEUR'],
];

const { nominees } = LANDU.nomination;
const [first] = nominees;

/** The sample's nomination with its first nominee from elsewhere. */
const nominationFrom = (source: SourceCategory, sourceNote?: string) => ({
  ...LANDU.nomination,
  nominees: nominees.map((person) => (person === first ? { ...person, source, sourceNote } : person)),
});

function sourceChoices(id: 'nomination' | 'post-design', table: string): (readonly [string, string])[] {
  const rows = DOSSIERS[id].fields.find((field) => field.name === table);
  const column = rows && isRowsField(rows) ? rows.columns.find(({ name }) => name === 'source') : undefined;
  return column?.kind === 'choice' ? column.choices.map(({ value, label }) => [value, label.zh] as const) : [];
}

/** `WEALTH_LEADER` → `wealthLeader`. */
const camel = (code: string) => code.toLowerCase().replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());

describe('a source of members', () => {
  it.each(SOURCES)('%s: %s may be chosen for a nominee, a post and a proportion, and is counted', (_rule, title, source) => {
    expect(sourceChoices('nomination', 'nominees')).toContainEqual([source, title]);
    expect(sourceChoices('post-design', 'posts')).toContainEqual([source, title]);
    expect(sourceChoices('post-design', 'proportions')).toContainEqual([source, title]);
    const others = nominees.filter((person) => person !== first && person.source === source).length;
    expect(countsOf('nomination', nominationFrom(source), landuContext())).toMatchObject({ [`source.${camel(source)}`]: others + 1 });
  });

  it('R21.8: the list is open, and whoever comes from elsewhere has it said in words', () => {
    expect(SOURCE_CATEGORIES).toEqual([...SOURCES.map(([, , source]) => source), 'OTHER']);
    expect(sourceChoices('nomination', 'nominees')).toContainEqual(['OTHER', '其他优秀青年']);
    const silent = parseDossier('nomination', nominationFrom('OTHER'));
    expect('problems' in silent && silent.problems).toMatchObject([{ code: 'SOURCE_NOTE_MISSING', path: ['nominees', 0, 'sourceNote'] }]);
    expect('problems' in parseDossier('nomination', nominationFrom('OTHER', '返乡创业青年'))).toBe(false);
  });
});
