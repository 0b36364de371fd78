import { openBallots } from '../election/ballot-checks.ts';
import { type ElectedPerson, electedOf } from '../election/elected.ts';
import { type KnownPerson, knownPeople } from '../election/known-people.ts';
import { membersOnRecord, namesPrinted } from '../election/listed.ts';
import { ballotField } from '../election/named-ballot.ts';
import { namesOnRecord } from '../election/people-named.ts';
import type { DossierContext } from '../fields/define-dossier.ts';
import { peopleOnRecord, roleOfPost, rowsOnRecord } from '../fields/on-record.ts';
import { nameKey } from '../language/name-key.ts';
import { OFFICES, type Office, type VotingStage } from '../rules/ballot-facts.ts';
import type { StageId } from '../stages/stages.ts';
import { postsNamed } from './recommendation.ts';

/**
 * What a form can be filled in with beforehand, because it is on record: who stands, who was elected, proposed, passed.
 * Whoever submits looks it over; nothing of it is taken for granted by a rule.
 */
export function proposedDossier(stage: StageId, context: DossierContext): Readonly<Record<string, unknown>> {
  const write = PROPOSALS[stage];
  return write ? withoutEmpty(write(context)) : {};
}

type Proposal = (context: DossierContext) => Readonly<Record<string, unknown>>;

const PROPOSALS: Readonly<Partial<Record<StageId, Proposal>>> = {
  // Nominees come from those whom the branches reported (R44), candidates from the nominees (C-12).
  nomination: (context) => ({
    nominees: rowsOnRecord(context, 'recommendation', 'people').map(({ name, posts, account }) => ({
      name,
      post: typeof posts === 'string' ? postsNamed(posts)[0] : undefined,
      account,
    })),
  }),
  'formal-candidates': (context) => ({
    candidates: rowsOnRecord(context, 'nomination', 'nominees')
      .toSorted((a, b) => Number(a['rank'] ?? 0) - Number(b['rank'] ?? 0))
      .map(({ name, post, account }) => ({ name, post, account })),
  }),
  'member-election': (context) => standing('member-election', context),
  'member-report': (context) => ({
    members: electedOf(context, 'member-election').map(({ name }) => ({ name, post: postOf(name, context) })),
  }),
  'leader-candidates': (context) => {
    const designed = (role: string) =>
      membersOnRecord(context).flatMap((name) => {
        const post = postOf(name, context);
        return post !== undefined && roleOfPost(context, post) === role ? [{ name }] : [];
      });
    return { secretary: designed('SECRETARY'), deputies: designed('DEPUTY') };
  },
  'leadership-election': (context) => {
    const members = membersOnRecord(context);
    return { ...standing('leadership-election', context), ...(members.length > 0 ? { entitled: members.length } : {}) };
  },
  'leadership-report': (context) => ({
    leaders: leaders(context).map(({ name, office }) => ({ name, role: ROLES[office], post: postOf(name, context) })),
  }),
  'organization-study': (context) => ({ proposals: leaders(context).map(({ name }) => ({ name, post: postOf(name, context) })) }),
  inspection: (context) => {
    const names = proposedNames(context);
    const { required, advised } = context.rules.consult;
    const offices = [...new Set([...required, ...advised])];
    return { people: names.map((name) => ({ name })), consulted: names.flatMap((name) => offices.map((office) => ({ name, office }))) };
  },
  'public-notice': (context) => {
    const find = knownPeople(context);
    const passed = namesOnRecord(context, 'inspection', 'people', (row) => row.conclusion === 'PASS');
    return { people: passed.map((name) => noticedRow(name, find(name), context)) };
  },
  appointment: (context) => {
    const find = knownPeople(context);
    const offices = new Map(leaders(context).map(({ name, office }) => [nameKey(name), office]));
    const noticed = namesOnRecord(context, 'public-notice', 'people');
    const elected = electedOf(context, 'member-election').map(({ name }) => name);
    const names = [...noticed, ...elected.filter((name) => !isAmong(name, noticed) && !offices.has(nameKey(name)))];
    return { people: names.map((name) => appointedRow(name, find(name), ROLES[offices.get(nameKey(name)) ?? 'members'], context)) };
  },
};

const ROLES = { members: 'MEMBER', secretary: 'SECRETARY', deputies: 'DEPUTY' } as const satisfies Readonly<Record<Office, string>>;

/** The candidates of every ballot that is open, in the order of the list. */
function standing(stage: VotingStage, context: DossierContext): Record<string, unknown> {
  const open = openBallots(stage, context);
  return Object.fromEntries(
    OFFICES.flatMap((office) => {
      const ballot = open[office];
      if (!ballot) return [];
      const names = namesPrinted({ office, context: ballot }, stage, context);
      return [[ballotField(office, 'candidates'), names.map((name) => ({ name }))]];
    }),
  );
}

function leaders(context: DossierContext): ElectedPerson[] {
  return electedOf(context, 'leadership-election');
}

/** Whom the study proposes; the leaders elected where there was none; before the vote the formal candidates. */
function proposedNames(context: DossierContext): string[] {
  const proposed = namesOnRecord(context, 'organization-study', 'proposals');
  if (proposed.length > 0) return proposed;
  const elected = leaders(context).map(({ name }) => name);
  return elected.length > 0 ? elected : namesOnRecord(context, 'formal-candidates', 'candidates');
}

function isAmong(name: string, names: readonly string[]): boolean {
  return names.some((one) => nameKey(one) === nameKey(name));
}

/** The post somebody was proposed for, else nominated for. */
function postOf(name: string, context: DossierContext): string | undefined {
  for (const [stage, table] of [
    ['organization-study', 'proposals'],
    ['formal-candidates', 'candidates'],
    ['nomination', 'nominees'],
  ] as const) {
    const post = peopleOnRecord(context, stage, table).get(nameKey(name))?.post;
    if (typeof post === 'string') return post;
  }
  return undefined;
}

function noticedRow(name: string, known: KnownPerson | undefined, context: DossierContext): Record<string, unknown> {
  const post = postOf(name, context);
  const { sex, born, education, political, currentPost, time } = known ?? {};
  return { name, sex, born, education, political, currentPost, post, proposedPost: proposedOffice(name, post, time, context) };
}

/** `团委副书记（兼职）` for a part-time deputy: the office, not the post's own title. */
function proposedOffice(name: string, post: string | undefined, time: KnownPerson['time'], context: DossierContext): string | undefined {
  const elected = leaders(context).find((one) => nameKey(one.name) === nameKey(name))?.office;
  const role = elected ? ROLES[elected] : post === undefined ? undefined : roleOfPost(context, post);
  if (role === undefined) return undefined;
  const body = context.body === 'WORKING_COMMITTEE' ? '团工委' : '团委';
  const office = { SECRETARY: '书记', DEPUTY: '副书记', MEMBER: '委员' }[role];
  return `${body}${office}${time === 'PART' ? '（兼职）' : ''}`;
}

function appointedRow(name: string, known: KnownPerson | undefined, role: string, context: DossierContext): Record<string, unknown> {
  const byLetter = role === 'DEPUTY' && known?.quota === 'OUT';
  return {
    name,
    post: postOf(name, context),
    role,
    quota: known?.quota,
    political: known?.political,
    form: byLetter ? 'LETTER' : 'APPROVAL',
  };
}

function withoutEmpty(dossier: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(dossier).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));
}

/** Fields of an earlier round that a new ballot leaves behind: everything that was counted. */
const COUNTED_FIELDS: ReadonlySet<string> = new Set(
  OFFICES.flatMap((office) =>
    ['issued', 'returned', 'invalid', 'valid', 'candidates', 'writeIns', 'reduceConsent'].map((field) => ballotField(office, field)),
  ),
);

/** A voting stage's form for a further ballot: what was said of the meeting before, and who stands now. */
export function nextBallotDossier(stage: VotingStage, before: unknown, context: DossierContext): Readonly<Record<string, unknown>> {
  const kept =
    typeof before === 'object' && before !== null
      ? Object.entries(before).filter(([field]) => !COUNTED_FIELDS.has(field) && field !== 'present')
      : [];
  return { ...Object.fromEntries(kept), ...proposedDossier(stage, context) };
}
