import { isTownshipRole, type Role, roleSchema } from '../../../domain/roles.ts';
import { findPerson, findPersonByEmail, type NewPerson, type Person } from '../../../store/people.ts';
import type { PersonProblem } from '../../accounts/accounts.ts';
import { countyOf, knownUnits, unitChoices } from '../../accounts/known-units.ts';
import { localPath } from '../../http/local-path.ts';
import type { PageDeps } from '../deps.ts';
import { formOf, typed } from '../routing/form.ts';
import { PageError } from '../routing/page-error.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { roleName, unitNames } from '../shared/people-names.ts';
import { momentText } from '../ui/dates.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { bracketed, listed } from '../ui/signs.ts';
import { accountTexts } from '../ui/texts/accounts.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { roleTexts } from '../ui/texts/roles.ts';
import { BLANK, personForm, read, typedOf } from './person-form.ts';
import { LinkPage, PeoplePage, type PersonForm, PersonPage } from './view.tsx';

const ADMINISTRATOR = { roles: ['administrator'] } as const;

/** Of somebody who is there and theirs to administer. */
const THEIR_ADMINISTRATOR = { ...ADMINISTRATOR, before: administered } as const;

/** Accounts, for administrators: add, change, deactivate, make sign-in links. */
export const peopleRoutes: readonly Route[] = [
  get(
    '/people',
    async ({ person, language }, deps) => {
      const everybody = await deps.accounts.listPeople(person);
      const names = await unitNames(
        deps,
        everybody.map(({ unit }) => unit),
        language,
      );
      const rows = everybody.map(({ _id, name, email, role, unit, lead, active }) => ({
        id: _id,
        name,
        email,
        lead,
        active,
        role: roleName(role, language, names.bodyAt(unit)),
        unit: names.nameOf(unit),
      }));
      return shown({ title: translator(language)(accountTexts.people), body: <PeoplePage people={rows} /> });
    },
    ADMINISTRATOR,
  ),

  get('/people/new', async (visit, deps) => personPage(visit, deps, { typed: BLANK, active: true }), ADMINISTRATOR),

  post(
    '/people',
    async (visit, deps) => {
      const { accounts, store } = deps;
      const form = personForm(visit);
      const { entry, mistakes } = read(form, visit);
      if (!entry) return personPage(visit, deps, { typed: form, active: true, mistakes });
      const added = await accounts.addPerson(visit.person, entry);
      const before = added === 'EMAIL_TAKEN' ? await sameAgain(visit, store, entry) : undefined;
      if (before) return redirect(`/people/${before._id}`);
      if (typeof added === 'string')
        return personPage(visit, deps, { typed: form, active: true, mistakes: [await mistakeOf(added, visit, deps, entry.unit)] });
      return redirect(`/people/${added._id}`);
    },
    { ...ADMINISTRATOR, formAt: 'people/new' },
  ),

  get(
    '/people/:id',
    async (visit, deps) => {
      const person = await administered(visit, deps);
      return personPage(visit, deps, { id: person._id, active: person.active, typed: typedOf(person) });
    },
    ADMINISTRATOR,
  ),

  post(
    '/people/:id',
    async (visit, deps) => {
      const person = await administered(visit, deps);
      const form = personForm(visit);
      const { entry, mistakes } = read(form, visit);
      const view = { id: person._id, active: person.active, typed: form };
      if (!entry) return personPage(visit, deps, { ...view, mistakes });
      const changed = await deps.accounts.changePerson(visit.person, person._id, entry, leavingOf(visit));
      if (typeof changed !== 'string') return redirect('/people');
      const wrong = await mistakeOf(changed, visit, deps, changed === 'LAST_OF_BODY' ? person.unit : entry.unit, person.role);
      return personPage(visit, deps, { ...view, mistakes: [wrong], ...(changed === 'LAST_OF_BODY' ? { leaving: 'change' } : {}) });
    },
    THEIR_ADMINISTRATOR,
  ),

  post('/people/:id/deactivate', async (visit, deps) => switchPerson(visit, deps, 'deactivatePerson'), THEIR_ADMINISTRATOR),
  post('/people/:id/reactivate', async (visit, deps) => switchPerson(visit, deps, 'reactivatePerson'), THEIR_ADMINISTRATOR),

  post(
    '/people/:id/link',
    async (visit, deps) => {
      const person = await administered(visit, deps);
      const made = await deps.accounts.createLink(visit.person, person._id);
      if (typeof made === 'string') throw new PageError('notFound');
      const expires = momentText(made.expiresAt.getTime(), visit.language);
      const title = translator(visit.language)(accountTexts.linkFor(person.name));
      return shown({
        title,
        body: (
          <LinkPage
            id={person._id}
            name={person.name}
            expires={expires}
            {...(made.link ? { link: withNext(made.link, typed(formOf(visit.request), 'next')) } : { mailedTo: person.email })}
          />
        ),
      });
    },
    THEIR_ADMINISTRATOR,
  ),
];

/** Somebody whom this administrator has just added exactly so: the button was pressed twice. */
async function sameAgain({ person }: PageRequest, store: PageDeps['store'], entry: NewPerson): Promise<Person | undefined> {
  const found = await findPersonByEmail(store, entry.email);
  const same = found && (Object.keys(entry) as (keyof NewPerson)[]).every((field) => found[field] === entry[field]);
  return same && found.createdBy === person._id ? found : undefined;
}

/** The link, leading to `next` afterwards. */
function withNext(link: string, next: string): string {
  const path = localPath(next);
  return path === '/' ? link : `${link}&next=${encodeURIComponent(path)}`;
}

async function mistakeOf(problem: PersonProblem, { language }: PageRequest, deps: PageDeps, unit: string, role?: Role): Promise<Mistake> {
  const t = translator(language);
  switch (problem) {
    case 'EMAIL_TAKEN':
      return { field: 'email', text: t(accountTexts.emailTaken) };
    case 'UNIT_WRONG':
      return { field: 'unit', text: t(accountTexts.unitWrong) };
    case 'UNIT_UNKNOWN': {
      const known = (await knownUnits(deps, countyOf(unit))) ?? [];
      return { field: 'unit', text: t(accountTexts.unitUnknown(t(listed(known.map((one) => `${one.unit}${t(bracketed(one.name))}`))))) };
    }
    case 'LAST_ADMINISTRATOR':
      return { field: 'role', text: t(accountTexts.lastAdministrator) };
    case 'LAST_OF_BODY': {
      const names = await unitNames(deps, [unit], language);
      return {
        field: 'leaveEmpty',
        text: t(accountTexts.lastOfBody(names.nameOf(unit), role ? roleName(role, language, names.bodyAt(unit)) : '')),
      };
    }
    case 'NOT_ACTIVE':
      return { text: t(accountTexts.inactive) };
    case 'NOT_FOUND':
      throw new PageError('notFound');
  }
}

interface PersonPageView {
  readonly id?: string;
  readonly active: boolean;
  readonly typed: PersonForm;
  readonly mistakes?: readonly Mistake[];
  readonly leaving?: 'change' | 'deactivate';
}

async function personPage(
  { language, person }: PageRequest,
  deps: PageDeps,
  { mistakes = [], ...view }: PersonPageView,
): Promise<PageAnswer> {
  const t = translator(language);
  // A township's role is called otherwise in a 区.
  const inDistrict = (role: Role) => (isTownshipRole(role) ? t(bracketed(roleName(role, language, 'WORKING_COMMITTEE'))) : '');
  const roles = roleSchema.options.map((role) => ({ value: role, label: `${roleName(role, language)}${inDistrict(role)}` }));
  const units = (await unitChoices(deps.store, person.unit)).map(({ unit, name }) => ({ value: unit, label: name }));
  const everywhere = person.unit === '*' ? [{ value: '*', label: t(roleTexts.everywhere) }] : [];
  const wrong = mistakes.length > 0;
  const title = view.id ? view.typed.name : t(accountTexts.addPerson);
  return shown({
    status: wrong ? 422 : 200,
    wrong,
    title,
    body: (
      <PersonPage
        {...view}
        mistakes={mistakes}
        roles={roles}
        units={units.length > 0 ? [...everywhere, ...units] : []}
        mayName={person.unit === '*'}
      />
    ),
  });
}

/** Somebody whom this administrator may see; others are not told apart from nobody. */
async function administered({ request, person }: PageRequest, { store }: PageDeps): Promise<Person> {
  const found = await findPerson(store, String(request.params['id']));
  const own = found && (person.unit === '*' || found.unit === person.unit || found.unit.startsWith(`${person.unit}/`));
  if (!found || !own) throw new PageError('notFound');
  return found;
}

/** Whether the body is meant to be without anybody. */
function leavingOf({ request }: PageRequest): { readonly leaveEmpty: boolean } {
  return { leaveEmpty: typed(formOf(request), 'leaveEmpty') === 'on' };
}

async function switchPerson(visit: PageRequest, deps: PageDeps, which: 'deactivatePerson' | 'reactivatePerson'): Promise<PageAnswer> {
  const person = await administered(visit, deps);
  const changed = await deps.accounts[which](visit.person, person._id, leavingOf(visit));
  if (typeof changed !== 'string') return redirect(`/people/${person._id}`);
  return personPage(visit, deps, {
    id: person._id,
    active: person.active,
    typed: typedOf(person),
    mistakes: [await mistakeOf(changed, visit, deps, person.unit, person.role)],
    ...(changed === 'LAST_OF_BODY' ? { leaving: 'deactivate' } : {}),
  });
}
