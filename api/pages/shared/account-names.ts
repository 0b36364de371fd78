import type { Language } from '../../../domain/language/sentence.ts';
import { TERMINAL } from '../../../store/owner-notices.ts';
import { people } from '../../../store/people.ts';
import { commandsTexts } from '../command/texts.ts';
import type { PageDeps } from '../deps.ts';
import { comma } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';

/** Names of people by account, for the accounts that are known. */
export async function namesOf({ store }: Pick<PageDeps, 'store'>, accounts: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(accounts)];
  if (ids.length === 0) return new Map();
  const rows = await people(store)
    .find({ _id: { $in: ids } }, { projection: { name: 1 } })
    .toArray();
  return new Map(rows.map((row) => [row._id, row.name]));
}

/** A name, and who made the link that its bearer had signed in with, if somebody else did. */
export function withMark(name: string, linkMadeBy: string | undefined, names: ReadonlyMap<string, string>, language: Language): string {
  if (linkMadeBy === undefined) return name;
  const t = translator(language);
  const maker = linkMadeBy === TERMINAL ? t(commandsTexts.terminal) : (names.get(linkMadeBy) ?? linkMadeBy);
  return `${name}${t(comma)}${t(commandsTexts.byMadeLink(maker))}`;
}
