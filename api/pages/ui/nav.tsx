import type { Bilingual } from '../../../domain/language/problem.ts';
import type { Role } from '../../../domain/roles.ts';
import { useText } from './page-context.tsx';
import { layoutTexts } from './texts/layout.ts';

/** Who reads the page. */
export interface Reader {
  readonly name: string;
  /** What they are there for, in their language: `兰渡镇 乡镇团委`. */
  readonly post: string;
  readonly role: Role;
  readonly unread: number;
}

interface Entry {
  readonly href: string;
  readonly text: Bilingual;
  /** Everybody when absent. */
  readonly roles?: readonly Role[];
}

const PROCESS: readonly Role[] = ['township-league', 'township-party-committee', 'county-league', 'organization-department'];

/** The main menu, in the order it is read. */
const ENTRIES: readonly Entry[] = [
  { href: '/', text: layoutTexts.tasks, roles: PROCESS },
  { href: '/campaigns', text: layoutTexts.campaigns },
  { href: '/inbox', text: layoutTexts.inbox },
  { href: '/people', text: layoutTexts.people, roles: ['administrator'] },
  { href: '/mail', text: layoutTexts.mail, roles: ['administrator'] },
  { href: '/audit', text: layoutTexts.audit, roles: ['administrator', 'auditor'] },
  {
    href: '/temporal/',
    text: layoutTexts.record,
    roles: ['county-league', 'organization-department', 'auditor', 'administrator'],
  },
  { href: '/account', text: layoutTexts.account },
];

export function Nav({ reader, path }: { readonly reader: Reader; readonly path: string }) {
  const t = useText();
  const entries = ENTRIES.filter(({ roles }) => !roles || roles.includes(reader.role));
  return (
    <nav class="container menu" aria-label={t(layoutTexts.menu)}>
      <ul>
        {entries.map(({ href, text }) => (
          <li key={href}>
            <a href={href} aria-current={isHere(href, path) ? 'page' : undefined}>
              {t(text)}
              {href === '/inbox' && reader.unread > 0 && <span class="count">{t(layoutTexts.unread(reader.unread))}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isHere(href: string, path: string): boolean {
  const [place = ''] = path.split('?');
  return href === '/' ? place === '/' : place === href || place.startsWith(`${href}/`);
}
