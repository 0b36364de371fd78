import { describe, expect, it } from 'vitest';
import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { ageOn } from '../../../domain/fields/eligibility.ts';
import { SOURCE_CATEGORIES } from '../../../domain/plan/choices.ts';
import { codesOf, countsOf, judged, kept, resultOf } from './judged.ts';
import { LANDU, LANDU_RULES, landuContext } from './landu.ts';

const { nominees } = LANDU.nomination;
const first = nominees[0];

/** The nomination with its first nominee changed. */
function nominationWith(change: object) {
  return { ...LANDU.nomination, nominees: nominees.map((person, index) => (index === 0 ? { ...person, ...change } : person)) };
}

describe('nominees', () => {
  it('are held against those whom the branches reported, by name and not by number', () => {
    const stranger = nominationWith({ name: '外人样' });
    expect(resultOf(judged('nomination', stranger), 'NOMINEES_NOT_RECOMMENDED')).toMatchObject({
      outcome: 'fails',
      figures: { nominees: 11, recommended: 16, wrong: 1 },
    });
    expect(DOSSIERS.nomination.peopleBehind?.(kept('nomination', stranger), landuContext())).toMatchObject({
      NOMINEES_NOT_RECOMMENDED: ['外人样'],
      RECOMMENDED_UNACCOUNTED: [first?.name],
    });
  });

  it('are the same person with a space or full-width letters in the name', () => {
    const spaced = nominationWith({ name: `${first?.name.slice(0, 1)}　${first?.name.slice(1)}` });
    expect(resultOf(judged('nomination', spaced), 'NOMINEES_NOT_RECOMMENDED').outcome).toBe('holds');
  });

  it.each([
    ['1976-10', 36, 'fails'],
    ['1976-11', 35, 'holds'],
    ['1977-10', 35, 'holds'],
    ['1975-04', 37, 'fails'],
  ])('born %s are %i on 2012-10-10: %s', (born, age, outcome) => {
    expect(ageOn(born, '2012-10-10')).toBe(age);
    const result = resultOf(judged('nomination', nominationWith({ born })), 'TOO_OLD');
    expect(result.outcome).toBe(outcome);
    expect(result.figures.wrong).toBe(outcome === 'fails' ? 1 : 0);
  });

  it('are judged by the township’s own greatest age, on the planned day of appointment', () => {
    const rules = { ...LANDU_RULES, maxAge: 36 };
    expect(resultOf(judged('nomination', nominationWith({ born: '1976-10' }), { rules }), 'TOO_OLD').outcome).toBe('holds');
    const sooner = { appointmentOn: '2012-09-30' };
    expect(resultOf(judged('nomination', nominationWith({ born: '1976-10' }), sooner), 'TOO_OLD').outcome).toBe('holds');
  });

  it('cannot stand as members of neither Party nor League, whatever is ticked', () => {
    expect(resultOf(judged('nomination', nominationWith({ political: 'NONE' })), 'NOT_A_MEMBER').outcome).toBe('fails');
  });

  it.each([
    ['R66.1', 'politics'],
    ['R66.2', 'morals'],
    ['R66.3', 'ability'],
    ['R66.4', 'leading'],
  ])('%s: need the criterion %s', (_rule, criterion) => {
    const result = resultOf(judged('nomination', nominationWith({ [criterion]: false })), 'CRITERIA_NOT_MET');
    expect(result).toMatchObject({ outcome: 'fails', figures: { wrong: 1, nominees: 11 } });
  });

  it.each(['enthusiasm', 'influence'])('R24: need the attribute %s', (attribute) => {
    expect(resultOf(judged('nomination', nominationWith({ [attribute]: false })), 'ATTRIBUTES_NOT_MET').outcome).toBe('fails');
  });

  it('who are in the League at 28 are pointed out', () => {
    const league = nominationWith({ political: 'CYL', born: '1984-10' });
    expect(resultOf(judged('nomination', league), 'LEAGUE_AGE_PASSED')).toMatchObject({ outcome: 'warns', figures: { wrong: 1 } });
    const younger = nominationWith({ political: 'CYL', born: '1984-11' });
    expect(resultOf(judged('nomination', younger), 'LEAGUE_AGE_PASSED').outcome).toBe('holds');
  });

  it('stand for designed posts, by code or by title', () => {
    expect(resultOf(judged('nomination', nominationWith({ post: '书记' })), 'POST_NOT_DESIGNED').outcome).toBe('holds');
    const unknown = judged('nomination', nominationWith({ post: 'G10' }));
    expect(resultOf(unknown, 'POST_NOT_DESIGNED')).toMatchObject({ outcome: 'fails', figures: { wrong: 1 } });
    expect(resultOf(unknown, 'POSTS_WITHOUT_NOMINEE')).toMatchObject({ outcome: 'warns', figures: { wrong: 1 } });
  });

  it.each(SOURCE_CATEGORIES)('R26: out of quota, may come from %s and from any other source', (source) => {
    const rows = nominees.map((person) => (person.post === 'G3' ? { ...person, source, sourceNote: '返乡创业青年' } : person));
    const ruleResults = judged('nomination', { ...LANDU.nomination, nominees: rows });
    expect(codesOf(ruleResults, 'fails')).toEqual([]);
  });

  it('for secretary are of the established staff', () => {
    expect(resultOf(judged('nomination', nominationWith({ quota: 'OUT' })), 'SECRETARY_OUT_OF_QUOTA')).toMatchObject({
      outcome: 'fails',
      figures: { wrong: 1 },
    });
  });

  it('for deputy out of quota represent a group of youth', () => {
    const silent = { ...LANDU.nomination, nominees: nominees.map(({ represents: _, ...person }: { represents?: string }) => person) };
    expect(resultOf(judged('nomination', silent), 'DEPUTIES_REPRESENT_NOBODY')).toMatchObject({
      outcome: 'fails',
      figures: { wrong: 2, outOfQuota: 2 },
    });
  });

  it('too few of a source are pointed out', () => {
    const changed = nominationWith({ source: 'ENTREPRENEUR' });
    expect(resultOf(judged('nomination', changed), 'SOURCES_OUT_OF_REACH')).toMatchObject({ outcome: 'warns', figures: { wrong: 1 } });
  });
});

describe('formal candidates', () => {
  const { candidates } = LANDU['formal-candidates'];
  const withFirst = (change: object) => ({
    ...LANDU['formal-candidates'],
    candidates: candidates.map((person, index) => (index === 0 ? { ...person, ...change } : person)),
  });

  it('come from the nominees by name, although their number fits', () => {
    const result = resultOf(judged('formal-candidates', withFirst({ name: '外人样' })), 'FORMAL_NOT_NOMINATED');
    expect(result).toMatchObject({ outcome: 'fails', figures: { formal: 10, nominees: 11, wrong: 1 } });
    const people = DOSSIERS['formal-candidates'].peopleBehind?.(kept('formal-candidates', withFirst({ name: '外人样' })), landuContext());
    expect(people).toMatchObject({ FORMAL_NOT_NOMINATED: ['外人样'], NOMINEES_UNACCOUNTED: [first?.name] });
  });

  it('are looked up among the nominees for age, membership and quota', () => {
    const earlier = { ...LANDU, nomination: nominationWith({ born: '1970-01', political: 'NONE', quota: 'OUT' }) };
    const ruleResults = judged('formal-candidates', LANDU['formal-candidates'], { earlier });
    expect(resultOf(ruleResults, 'TOO_OLD').figures).toEqual({ people: 10, maxAge: 35, wrong: 1 });
    expect(resultOf(ruleResults, 'NOT_A_MEMBER').figures).toEqual({ people: 10, wrong: 1 });
    expect(resultOf(ruleResults, 'DEPUTY_MIX_OUT_OF_REACH').figures).toMatchObject({ inQuota: 1, outOfQuota: 9 });
  });

  it('leave no nominee out without a reason', () => {
    const { dropped: _, ...rest } = LANDU['formal-candidates'];
    expect(resultOf(judged('formal-candidates', rest), 'NOMINEES_UNACCOUNTED')).toMatchObject({ outcome: 'warns', figures: { wrong: 1 } });
  });
});

describe('recommendations', () => {
  const [one] = LANDU.recommendation.people;
  const of = (posts: string) => ({ ...LANDU.recommendation, people: [{ ...one, posts }] });

  it.each([
    ['G2、G1', 0],
    ['G2,G1', 0],
    ['书记；副书记（常务）', 0],
    ['G2、G99', 1],
    ['副书记', 1],
  ])('for %s name %i people for posts that are not designed', (posts, unknown) => {
    expect(countsOf('recommendation', of(posts), landuContext()).postsUnknown).toBe(unknown);
  });

  it('with separators alone name no post', () => {
    const ruleResults = judged('recommendation', of('、，'));
    expect(resultOf(ruleResults, 'RECOMMENDATION_WITHOUT_POST')).toMatchObject({
      outcome: 'fails',
      figures: { recommended: 1, withPost: 0 },
    });
  });

  it('are not held against posts where no post design is on record', () => {
    const { 'post-design': _, ...earlier } = LANDU;
    expect(countsOf('recommendation', of('随便'), landuContext({ earlier })).postsUnknown).toBe(0);
  });
});

describe('the structure of sources', () => {
  const sources = { VILLAGE_CADRE: { min: 2, max: 3 }, CIVIL_SERVANT: { min: 1, max: 2 }, OTHER: { min: 1, max: 1 } } as const;
  const rules = { ...LANDU_RULES, sources };

  it('keeps within what the county sets for the township', () => {
    expect(countsOf('post-design', LANDU['post-design'], landuContext({ rules })).sourcesOutsidePlan).toBe(1);
    const { OTHER: _, ...rest } = sources;
    expect(countsOf('post-design', LANDU['post-design'], landuContext({ rules: { ...rules, sources: rest } })).sourcesOutsidePlan).toBe(0);
    const narrower = { ...rest, VILLAGE_CADRE: { min: 3, max: 3 } };
    expect(countsOf('post-design', LANDU['post-design'], landuContext({ rules: { ...rules, sources: narrower } })).sourcesOutsidePlan).toBe(
      1,
    );
  });

  it('counts posts kept for a source beyond its most', () => {
    const proportions = [...LANDU['post-design'].proportions].map((row) =>
      row.source === 'VILLAGE_CADRE' ? { ...row, min: 0, max: 1 } : row,
    );
    expect(countsOf('post-design', { ...LANDU['post-design'], proportions }, landuContext()).postsOverSource).toBe(1);
  });
});

describe('days ahead of today', () => {
  it.each([
    ['working-body', '2012-06-06'],
    ['survey', '2012-06-13'],
    ['implementation-plan', '2012-06-15'],
    ['post-design', '2012-06-26'],
    ['publicity', '2012-07-02'],
    ['formal-candidates', '2012-07-27'],
    ['mechanisms', '2012-09-21'],
    ['summary', '2012-12-14'],
  ] as const)('%s of %s is in order that day and pointed out the day before', (id, day) => {
    expect(resultOf(judged(id, LANDU[id], { today: day }), 'DATED_AHEAD').outcome).toBe('holds');
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    expect(resultOf(judged(id, LANDU[id], { today: before }), 'DATED_AHEAD')).toMatchObject({ outcome: 'warns', figures: { days: 1 } });
  });
});
