import { dayFigure } from '../calendar/plan-date.ts';
import { electedOf } from '../election/elected.ts';
import { type CommitteeProfile, committeeProfile, knownPeople } from '../election/known-people.ts';
import { compareNames, inOtherOffice, namesOnRecord } from '../election/people-named.ts';
import { type DossierContext, defineDossier, type PeopleBehind } from '../fields/define-dossier.ts';
import { isMember, isTooOld } from '../fields/eligibility.ts';
import { checkbox, choice, date, number, text } from '../fields/field-builders.ts';
import { account, name, political, post, quota, ROLE_WORDS } from '../fields/person-columns.ts';
import { people } from '../fields/rows.ts';
import { nameKey } from '../language/name-key.ts';
import type { Counts } from '../rules/rule-result.ts';
import { daysAhead } from './days-ahead.ts';

const FORM_WORDS = { APPROVAL: { zh: '任职批复', en: 'Approval' }, LETTER: { zh: '聘书', en: 'Letter of appointment' } } as const;

/**
 * 正式聘任 (M17, D17): approvals for everybody elected, letters for deputies out of quota, who have neither rank nor pay
 * (C-10, §2.10). The party committee enters its own document here, the county league its own with its answer.
 */
export const appointment = defineDossier(
  'appointment',
  {
    partyDocument: text(
      { zh: '党委任职文件文号', en: 'Document of the Party committee' },
      { max: 60, hint: { zh: '照文件上的写，例如：某某党〔2026〕23号', en: 'As printed on the document' } },
    ),
    partyDocumentOn: date({ zh: '党委任职文件日期', en: 'Day of the Party committee’s document' }),
    appointedOn: date(
      { zh: '任职日期', en: 'Day of office' },
      {
        hint: {
          zh: '不早于团县委批复的日期，批复写明任职日期的除外；团县委的文号和日期由团县委填写。',
          en: 'Not before the county League’s document, unless that names the day; the county League enters its own number and day.',
        },
      },
    ),
    termYears: number({ zh: '任期（年）', en: 'Term in years' }, { min: 1, max: 10 }),
    talksHeld: checkbox({ zh: '已进行任前谈话', en: 'Talks before the appointment were held' }),
    people: people(
      { zh: '任职人员', en: 'People appointed' },
      {
        name,
        post,
        role: choice({ zh: '职务', en: 'Office' }, ROLE_WORDS),
        quota,
        political,
        form: choice({ zh: '任职形式', en: 'Form' }, FORM_WORDS),
        ranked: checkbox({ zh: '确定行政级别', en: 'With administrative rank' }),
        paid: checkbox({ zh: '领取报酬', en: 'With pay' }),
        account,
      },
      { hint: { zh: '政治面貌按任职之日的情况填写。', en: 'Political status as on the day of the appointment.' } },
    ),
  },
  { countsOf: appointmentCounts, peopleBehind: appointmentPeople },
);

interface Appointed {
  readonly name: string;
  readonly role: keyof typeof ROLE_WORDS;
  readonly quota: 'IN' | 'OUT';
  readonly political: 'CPC' | 'CYL' | 'NONE';
  readonly form: keyof typeof FORM_WORDS;
  readonly ranked: boolean;
  readonly paid: boolean;
}

interface Papers {
  readonly appointedOn: string;
  readonly partyDocumentOn: string;
  readonly termYears: number;
  readonly talksHeld: boolean;
  readonly people: readonly Appointed[];
}

/** Everybody about whom a rule has something to say, by the rule. */
function appointedBy({ appointedOn, people }: Papers, context: DossierContext) {
  const find = knownPeople(context);
  const onTheDay = { ...context, appointmentOn: appointedOn };
  const noticed = new Set(namesOnRecord(context, 'public-notice', 'people').map(nameKey));
  const isNoticed = ({ name }: Appointed) => noticed.has(nameKey(name));
  const born = ({ name }: Appointed) => find(name)?.born;
  const names = (rows: readonly { readonly name: string }[]) => rows.map((row) => row.name);
  const those = (test: (person: Appointed) => boolean) => names(people.filter(test));
  const elected = compareNames(names(people), names(electedOf(context, 'member-election')));
  return {
    lettersWrong: those((person) => (person.form === 'LETTER') !== byLetter(person)),
    ranked: those((person) => byLetter(person) && person.ranked),
    paid: those((person) => byLetter(person) && person.paid),
    tooOld: those((person) => isTooOld({ born: born(person) ?? appointedOn.slice(0, 7) }, onTheDay)),
    agesUnknown: those((person) => born(person) === undefined),
    notMembers: those((person) => !isMember(person)),
    onNotice: those(isNoticed),
    unnoticed: noticed.size === 0 ? [] : those((person) => leads(person) && !isNoticed(person)),
    notElected: elected.outside,
    missing: elected.missing.filter((name) => !isApart(name, context)),
    otherOffice: inOtherOffice(people, context),
  };
}

/** Goes their own way beside this appointment: deferred, or the seat is vacated. */
function isApart(name: string, { apart = [] }: DossierContext): boolean {
  return apart.some((one) => nameKey(one) === nameKey(name));
}

/** The people left out, by their numbers in the report on the members: each gets a track of their own. */
function leftOut(papers: Papers, context: DossierContext): Counts {
  const members = namesOnRecord(context, 'member-report', 'members').map(nameKey);
  const numbers = appointedBy(papers, context).missing.map((name) => members.indexOf(nameKey(name)) + 1);
  const known = numbers.filter((number) => number > 0);
  return { leftOut: known.length, ...Object.fromEntries(known.map((number, index) => [`leftOut.${index + 1}`, number])) };
}

/** Deputies out of quota are appointed by letter (C-10). */
function byLetter({ role, quota }: Appointed): boolean {
  return role === 'DEPUTY' && quota === 'OUT';
}

function leads({ role }: Appointed): boolean {
  return role !== 'MEMBER';
}

function appointmentCounts(papers: Papers, context: DossierContext) {
  const { people, termYears, talksHeld, appointedOn, partyDocumentOn } = papers;
  const found = Object.entries(appointedBy(papers, context));
  return {
    people: people.length,
    leaders: people.filter(leads).length,
    letters: people.filter(({ form }) => form === 'LETTER').length,
    lettersDue: people.filter(byLetter).length,
    ...Object.fromEntries(found.map(([name, those]) => [name, those.length])),
    ...leftOut(papers, context),
    ...profileOnTheDay(papers, context),
    termYears,
    talks: talksHeld ? 1 : 0,
    daysAhead: daysAhead(partyDocumentOn, context.today),
    officeDay: dayFigure(appointedOn),
    officeAhead: daysAhead(appointedOn, context.today),
  };
}

/** The committee on the day: status and quota as its papers have them, sex and age as on record. */
function profileOnTheDay({ people, appointedOn }: Papers, context: DossierContext): CommitteeProfile {
  const number = (test: (person: Appointed) => boolean) => people.filter(test).length;
  const onRecord = committeeProfile(
    people.map(({ name }) => name),
    context,
    appointedOn,
  );
  return {
    ...onRecord,
    party: number(({ political }) => political === 'CPC'),
    league: number(({ political }) => political === 'CYL'),
    inQuota: number(({ quota }) => quota === 'IN'),
    outOfQuota: number(({ quota }) => quota === 'OUT'),
  };
}

function appointmentPeople(papers: Papers, context: DossierContext): PeopleBehind {
  const found = appointedBy(papers, context);
  return {
    WRONG_FORM_OF_PAPER: found.lettersWrong,
    OUT_OF_QUOTA_RANKED: found.ranked,
    OUT_OF_QUOTA_PAID: found.paid,
    TOO_OLD: found.tooOld,
    NOT_A_MEMBER: found.notMembers,
    AGE_UNKNOWN: found.agesUnknown,
    APPOINTED_NOT_ELECTED: found.notElected,
    APPOINTED_WITHOUT_NOTICE: found.unnoticed,
    ELECTED_NOT_APPOINTED: found.missing,
    OFFICE_DISAGREES: found.otherOffice,
  };
}
