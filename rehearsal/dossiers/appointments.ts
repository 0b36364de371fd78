import { dateOf, type PlanDate } from '../../domain/calendar/plan-date.ts';
import { PRE_INSPECTION } from '../../domain/stages/items.ts';
import { appointedTogether, electedLeaders } from './leaders.ts';
import { partyDocument, type Setting } from './setting.ts';
import type { Candidate } from './slate.ts';

/** Dossiers from the study to the appointment. */

export function organizationStudyDossier(setting: Setting): object {
  return {
    meetingOn: setting.today,
    document: partyDocument(setting, 19),
    proposals: electedLeaders(setting).map(({ name, post, currentPost }) => ({
      name,
      post: post.code,
      reason: `现任${currentPost}，能${post.duty}，适合${post.title}岗位`,
    })),
  };
}

export function inspectionDossier(setting: Setting): object {
  return inspectionOf(setting, electedLeaders(setting));
}

/** Before the vote the formal candidates are inspected. */
export function preInspectionDossier(setting: Setting): object {
  return inspectionOf(setting, setting.slate.formal);
}

/** The inspection of these people, finished today. */
export function inspectionOf(setting: Setting, people: readonly Candidate[]): object {
  const { township, today, rules } = setting;
  const { kind } = township;
  return {
    inspectedFrom: firstDayOfInspection(setting),
    inspectedTo: today,
    team: [
      { member: `${kind}党委组织委员`, body: 'PARTY' },
      { member: '县委组织部干部', body: 'ORGANIZATION' },
      { member: '团县委组织部干部', body: 'LEAGUE' },
    ],
    methods: ['个别谈话', '民主测评', '征求意见', '查阅资料', '本人面谈'],
    consulted: people.flatMap(({ name }) =>
      [...rules.consult.required, ...rules.consult.advised].map((office) => ({ name, office, opinion: 'NONE' })),
    ),
    people: people.map(({ name }, index) => ({
      name,
      talks: 6 + (index % 3),
      excellent: 20 - (index % 5),
      competent: 4 + (index % 5),
      basic: 1,
      incompetent: 0,
      politics: true,
      morals: true,
      ability: true,
      leading: true,
      enthusiasm: true,
      influence: true,
      conclusion: 'PASS',
    })),
  };
}

/** A case says from when on; never before the stage opened. */
function firstDayOfInspection({ cases, township, state, item, today }: Setting): PlanDate {
  const facts = cases.find(township.id, 'inspection_before_and_after')?.facts;
  const openedAt = state.items.find(({ id }) => id === item)?.openedAt;
  const [planned] = (item === PRE_INSPECTION ? facts?.before : item === 'inspection' ? facts?.after : undefined) ?? [];
  if (planned === undefined || !openedAt) return today;
  const opened = dateOf(openedAt);
  return [opened > planned ? opened : planned, today].toSorted()[0] ?? today;
}

export function publicNoticeDossier(setting: Setting): object {
  return noticeOf(setting, electedLeaders(setting));
}

/** The notice of these people, posted today. */
export function noticeOf({ township, today }: Setting, people: readonly Candidate[]): object {
  return {
    title: `共青团${township.name}委员会书记、副书记拟任人选任前公示`,
    issuer: `中共${township.name}委员会`,
    postedOn: today,
    scope: [`${township.kind}政务公开栏`, '各村公开栏', '团县委网站'],
    press: false,
    offices: [
      { office: `${township.kind}党委组织办`, telephone: '0000-0000001' },
      { office: '团县委组织部', telephone: '0000-0000002' },
    ],
    people: people.map(({ name, sex, born, education, political, currentPost, post }) => ({
      name,
      sex,
      born,
      education,
      political,
      currentPost,
      post: post.code,
      proposedPost: `团委${post.title}`,
    })),
  };
}

/** Approval for everybody who was elected; a letter for deputies out of quota, who have neither rank nor pay (C-10). */
export function appointmentDossier(setting: Setting): object {
  return appointmentOf(setting, appointedTogether(setting));
}

/** The appointment of these people. */
export function appointmentOf(setting: Setting, people: readonly Candidate[]): object {
  const { rules, today } = setting;
  return {
    partyDocument: partyDocument(setting, 23),
    partyDocumentOn: today,
    appointedOn: today,
    termYears: rules.termYears,
    talksHeld: true,
    people: people.map(({ name, political, post }) => ({
      name,
      post: post.code,
      role: post.role,
      quota: post.quota,
      political,
      form: post.role === 'DEPUTY' && post.quota === 'OUT' ? 'LETTER' : 'APPROVAL',
      ranked: false,
      paid: false,
    })),
  };
}
