import { nameKey, textKey } from '../language/name-key.ts';
import type { StageId } from '../stages/stages.ts';
import type { DossierContext } from './define-dossier.ts';

/** Names and posts that earlier stages put on record, for dossiers that have to agree with them. */

type Row = Readonly<Record<string, unknown>>;

/** The rows of a table of another stage's dossier; none when that stage is not on record. */
export function rowsOnRecord({ earlier }: Pick<DossierContext, 'earlier'>, stage: StageId, table: string): readonly Row[] {
  const dossier = earlier[stage];
  if (typeof dossier !== 'object' || dossier === null) return [];
  const rows = (dossier as Row)[table];
  return Array.isArray(rows) ? (rows as readonly Row[]) : [];
}

/** People by name in a table of another stage's dossier. */
export function peopleOnRecord(context: Pick<DossierContext, 'earlier'>, stage: StageId, table: string): ReadonlyMap<string, Row> {
  const rows = rowsOnRecord(context, stage, table);
  return new Map(rows.flatMap((row) => (typeof row.name === 'string' ? [[nameKey(row.name), row] as const] : [])));
}

/** The names in rows of people. */
export function namesOf(people: readonly { readonly name?: unknown }[]): string[] {
  return people.map(({ name }) => String(name));
}

/** A post of the post design (M5). */
export interface DesignedPost {
  readonly code: string;
  readonly title: string;
  readonly role: 'SECRETARY' | 'DEPUTY' | 'MEMBER';
  readonly quota?: 'IN' | 'OUT';
  readonly time?: 'FULL' | 'PART';
}

/** The posts of the post design, or undefined when there is none on record. */
export function designedPosts(context: Pick<DossierContext, 'earlier'>): readonly DesignedPost[] | undefined {
  const posts = rowsOnRecord(context, 'post-design', 'posts');
  return posts.length > 0 ? (posts as unknown as readonly DesignedPost[]) : undefined;
}

/** The designed post that a text names by its code or title. */
export function designedPost(context: Pick<DossierContext, 'earlier'>, text: string): DesignedPost | undefined {
  const wanted = textKey(text);
  return designedPosts(context)?.find(({ code, title }) => textKey(code) === wanted || textKey(title) === wanted);
}

/** True when a text names none of the designed posts; never where no posts are on record. */
export function isUnknownPost(context: Pick<DossierContext, 'earlier'>, text: string): boolean {
  return designedPosts(context) !== undefined && designedPost(context, text) === undefined;
}

/** The role a post stands for: by the post design, else by its title. */
export function roleOfPost(context: Pick<DossierContext, 'earlier'>, text: string): DesignedPost['role'] {
  const designed = designedPost(context, text);
  if (designed) return designed.role;
  if (text.includes('副书记')) return 'DEPUTY';
  return text.includes('书记') ? 'SECRETARY' : 'MEMBER';
}
