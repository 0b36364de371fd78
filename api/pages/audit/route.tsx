import type { Language } from '../../../domain/language/sentence.ts';
import { roleSchema } from '../../../domain/roles.ts';
import type { AuditRow } from '../../../store/audit.ts';
import { TERMINAL } from '../../../store/owner-notices.ts';
import { people } from '../../../store/people.ts';
import { pageOf, rowsOf } from '../../http/paging.ts';
import { auditSeenBy } from '../../use-cases/audit-entries.ts';
import { refusalText } from '../../use-cases/refusal-text.ts';
import { commandsTexts } from '../command/texts.ts';
import type { PageDeps } from '../deps.ts';
import { pageNumberOf } from '../routing/form.ts';
import { get, type Route, shown } from '../routing/route.ts';
import { roleName } from '../shared/people-names.ts';
import { bracketed, colon, listed } from '../ui/signs.ts';
import { type Translate, translator } from '../ui/texts/bilingual.ts';
import { commandVerbTexts } from '../ui/texts/process.ts';
import { auditDetailTexts, auditTexts, recordTexts } from '../ui/texts/records.ts';
import { type AuditLine, AuditPage } from './view.tsx';

/** What must be provable afterwards, newest first, for auditors and administrators. */
export const auditRoutes: readonly Route[] = [
  get(
    '/audit',
    async ({ request, actor, language }, deps) => {
      const query = { page: pageNumberOf(request) };
      const { rows, page, more } = pageOf(await auditSeenBy(deps.store, actor, rowsOf(query)), query);
      const names = await namesOf(deps, rows);
      const entries = rows.map((row) => lineOf(row, names, language));
      return shown({ title: translator(language)(recordTexts.audit), body: <AuditPage entries={entries} page={page} more={more} /> });
    },
    { roles: ['administrator', 'auditor'] },
  ),
];

/** Names of the accounts that the rows speak of. */
async function namesOf({ store }: PageDeps, rows: readonly AuditRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = [
    ...new Set(rows.flatMap(({ by, target, linkMadeBy }) => [by, target, linkMadeBy]).filter((id): id is string => id !== undefined)),
  ];
  const found = await people(store)
    .find({ _id: { $in: ids } }, { projection: { name: 1 } })
    .toArray();
  return new Map(found.map((person) => [person._id, person.name]));
}

/** A detail's name or value in words, where it has some. */
function wordOf(name: string, t: Translate): string {
  return Object.hasOwn(auditDetailTexts, name) ? t(auditDetailTexts[name as keyof typeof auditDetailTexts]) : name;
}

/** A value in words: what was done, a role, or the fields that were changed. */
function valueOf(value: string, language: Language): string {
  const t = translator(language);
  if (Object.hasOwn(commandVerbTexts, value)) return t(commandVerbTexts[value as keyof typeof commandVerbTexts]);
  const role = roleSchema.safeParse(value);
  if (role.success) return roleName(role.data, language);
  return t(listed(value.split(',').map((word) => wordOf(word, t))));
}

/** A name with its role; the first administrator is called after the role, and not twice. */
function whoIs(name: string, role: string | undefined, language: Language): string {
  const known = roleSchema.safeParse(role);
  const said = known.success ? roleName(known.data, language) : undefined;
  return said === undefined || said === name ? name : `${name}${translator(language)(bracketed(said))}`;
}

function lineOf(
  { _id, at, what, by, role, target, code, details, linkMadeBy }: AuditRow,
  names: ReadonlyMap<string, string>,
  language: Language,
): AuditLine {
  const t = translator(language);
  const word = Object.hasOwn(auditTexts, what) ? t(auditTexts[what as keyof typeof auditTexts]) : what;
  const who = by ? whoIs(by === TERMINAL ? t(commandsTexts.terminal) : (names.get(by) ?? by), role, language) : '';
  const why = code ? refusalText(code, details ?? {}, language) : '';
  const mark = linkMadeBy
    ? { linkMadeBy: linkMadeBy === TERMINAL ? t(commandsTexts.terminal) : (names.get(linkMadeBy) ?? linkMadeBy) }
    : {};
  const figures = Object.entries<string | number>({ ...details, ...mark }).map(
    ([name, value]) => `${wordOf(name, t)}${t(colon)}${valueOf(String(value), language)}`,
  );
  return {
    id: _id.toHexString(),
    at: at.getTime(),
    what: word,
    who,
    target: target ? (names.get(target) ?? target) : '',
    details: [why, ...figures].filter((one) => one !== '').join('\n'),
  };
}
