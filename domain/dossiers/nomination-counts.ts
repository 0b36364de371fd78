import type { SourceCategory } from '../plan/choices.ts';
import type { Counts } from '../process/verdict.ts';
import type { DossierContext } from './define-dossier.ts';
import { ageOn, isMember, isTooOld, LEAGUE_AGE } from './eligibility.ts';
import { designedPost, designedPosts, isUnknownPost, peopleOnRecord, roleOfPost, rowsOnRecord, sameText } from './on-record.ts';
import { countsBySource } from './person-columns.ts';

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

/** The whole numbers that the gate of the nomination decides on. */
export function nominationCounts(
  {
    nominees,
    excluded = [],
  }: { readonly nominees: readonly Nominee[]; readonly excluded?: readonly { readonly name: string }[] | undefined },
  context: DossierContext,
): Counts {
  const number = (test: (person: Nominee) => boolean) => nominees.filter(test).length;
  const tooOld = (person: Nominee) => isTooOld(person, context);
  const role = (person: Nominee) => roleOfPost(context, person.post);
  const recommended = peopleOnRecord(context, 'recommendation', 'people');
  const spokenOf = new Set([...nominees, ...excluded].map(({ name }) => sameText(name)));
  return {
    nominees: nominees.length,
    eligible: number((person) => !tooOld(person) && isMember(person) && meetsCriteria(person) && hasAttributes(person)),
    tooOld: number(tooOld),
    notMembers: number((person) => !isMember(person)),
    criteriaShort: number((person) => !meetsCriteria(person)),
    attributesShort: number((person) => !hasAttributes(person)),
    leagueAged: number((person) => person.political === 'CYL' && ageOn(person.born, context.appointmentOn) >= LEAGUE_AGE),
    withReason: number((person) => person.reason !== ''),
    outsideRecommended: context.earlier.recommendation === undefined ? 0 : number(({ name }) => !recommended.has(sameText(name))),
    unaccounted: [...recommended.keys()].filter((name) => !spokenOf.has(name)).length,
    excluded: excluded.length,
    postsUnknown: number((person) => isUnknownPost(context, person.post)),
    postsUncovered: postsUncovered(nominees, context),
    secretariesOut: number((person) => role(person) === 'SECRETARY' && person.quota === 'OUT'),
    deputiesOut: number((person) => role(person) === 'DEPUTY' && person.quota === 'OUT'),
    represented: number((person) => role(person) === 'DEPUTY' && person.quota === 'OUT' && person.represents !== undefined),
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
