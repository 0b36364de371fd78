import type { DossierContext, PeopleBehind } from '../fields/define-dossier.ts';
import { ageOn, isMember, isTooOld, LEAGUE_AGE } from '../fields/eligibility.ts';
import { designedPost, designedPosts, isUnknownPost, namesOf, peopleOnRecord, roleOfPost, rowsOnRecord } from '../fields/on-record.ts';
import { countsBySource } from '../fields/person-columns.ts';
import { nameKey } from '../language/name-key.ts';
import type { SourceCategory } from '../plan/choices.ts';
import type { Counts } from '../rules/rule-result.ts';

interface Nominee {
  readonly name: string;
  readonly sex: 'M' | 'F';
  readonly born: string;
  readonly political: 'CPC' | 'CYL' | 'NONE';
  readonly source: SourceCategory;
  readonly quota: 'IN' | 'OUT';
  readonly time: 'FULL' | 'PART';
  readonly post: string;
  readonly represents?: string | undefined;
  readonly politics: boolean;
  readonly morals: boolean;
  readonly ability: boolean;
  readonly leading: boolean;
  readonly enthusiasm: boolean;
  readonly influence: boolean;
  readonly reason: string;
}

/** All four criteria of R66. */
function meetsCriteria(person: Nominee): boolean {
  return person.politics && person.morals && person.ability && person.leading;
}

/** Both attributes of R24. */
function hasAttributes(person: Nominee): boolean {
  return person.enthusiasm && person.influence;
}

interface Nomination {
  readonly nominees: readonly Nominee[];
  readonly excluded?: readonly { readonly name: string }[] | undefined;
}

/** The people whom a rule of the nomination speaks of. */
function singledOut({ nominees, excluded = [] }: Nomination, context: DossierContext) {
  const recommended = peopleOnRecord(context, 'recommendation', 'people');
  const spokenOf = new Set([...nominees, ...excluded].map(({ name }) => nameKey(name)));
  const deputiesOut = nominees.filter((person) => person.quota === 'OUT' && roleOfPost(context, person.post) === 'DEPUTY');
  return {
    tooOld: nominees.filter((person) => isTooOld(person, context)),
    notMembers: nominees.filter((person) => !isMember(person)),
    criteriaShort: nominees.filter((person) => !meetsCriteria(person)),
    attributesShort: nominees.filter((person) => !hasAttributes(person)),
    leagueAged: nominees.filter((person) => person.political === 'CYL' && ageOn(person.born, context.appointmentOn) >= LEAGUE_AGE),
    outside: context.earlier.recommendation === undefined ? [] : nominees.filter(({ name }) => !recommended.has(nameKey(name))),
    unaccounted: [...recommended].filter(([name]) => !spokenOf.has(name)).map(([, person]) => person),
    postUnknown: nominees.filter((person) => isUnknownPost(context, person.post)),
    secretariesOut: nominees.filter((person) => person.quota === 'OUT' && roleOfPost(context, person.post) === 'SECRETARY'),
    deputiesOut,
    represented: deputiesOut.filter((person) => person.represents !== undefined),
  };
}

/** The whole numbers that the gate of the nomination decides on. */
export function nominationCounts(nomination: Nomination, context: DossierContext): Counts {
  const { nominees } = nomination;
  const found = singledOut(nomination, context);
  const number = (test: (person: Nominee) => boolean) => nominees.filter(test).length;
  const unfit = new Set([...found.tooOld, ...found.notMembers, ...found.criteriaShort, ...found.attributesShort]);
  return {
    nominees: nominees.length,
    eligible: nominees.length - unfit.size,
    tooOld: found.tooOld.length,
    notMembers: found.notMembers.length,
    criteriaShort: found.criteriaShort.length,
    attributesShort: found.attributesShort.length,
    leagueAged: found.leagueAged.length,
    withReason: number((person) => person.reason !== ''),
    outsideRecommended: found.outside.length,
    unaccounted: found.unaccounted.length,
    excluded: nomination.excluded?.length ?? 0,
    postsUnknown: found.postUnknown.length,
    postsUncovered: postsUncovered(nominees, context),
    secretariesOut: found.secretariesOut.length,
    deputiesOut: found.deputiesOut.length,
    represented: found.represented.length,
    inQuota: number((person) => person.quota === 'IN'),
    outOfQuota: number((person) => person.quota === 'OUT'),
    fullTime: number((person) => person.time === 'FULL'),
    partTime: number((person) => person.time === 'PART'),
    women: number((person) => person.sex === 'F'),
    party: number((person) => person.political === 'CPC'),
    fields: new Set(nominees.map((person) => person.source)).size,
    sourcesShort: sourcesShort(nominees, context),
    ...countsBySource('source', nominees),
  };
}

/** The names behind the rule results of the nomination. */
export function nominationPeople(nomination: Nomination, context: DossierContext): PeopleBehind {
  const found = singledOut(nomination, context);
  return {
    TOO_OLD: namesOf(found.tooOld),
    NOT_A_MEMBER: namesOf(found.notMembers),
    CRITERIA_NOT_MET: namesOf(found.criteriaShort),
    ATTRIBUTES_NOT_MET: namesOf(found.attributesShort),
    LEAGUE_AGE_PASSED: namesOf(found.leagueAged),
    NOMINEES_NOT_RECOMMENDED: namesOf(found.outside),
    RECOMMENDED_UNACCOUNTED: namesOf(found.unaccounted),
    POST_NOT_DESIGNED: namesOf(found.postUnknown),
    SECRETARY_OUT_OF_QUOTA: namesOf(found.secretariesOut),
    DEPUTIES_REPRESENT_NOBODY: namesOf(found.deputiesOut.filter((person) => !found.represented.includes(person))),
  };
}

/** How many designed posts nobody is nominated for. */
function postsUncovered(nominees: readonly Nominee[], context: DossierContext): number {
  const covered = new Set(nominees.map((person) => designedPost(context, person.post)?.code));
  return (designedPosts(context) ?? []).filter(({ code }) => !covered.has(code)).length;
}

/** How many source categories have fewer nominees than members are to come from them: by the post design, else by the rules (R36). */
function sourcesShort(nominees: readonly Nominee[], context: DossierContext): number {
  const designed = rowsOnRecord(context, 'post-design', 'proportions').map(({ source, min }) => [source, Number(min)] as const);
  const ruled = Object.entries(context.rules.sources).map(([source, range]) => [source, range?.min ?? 0] as const);
  const wanted = designed.length > 0 ? designed : ruled;
  return wanted.filter(([source, min]) => nominees.filter((person) => person.source === source).length < min).length;
}
