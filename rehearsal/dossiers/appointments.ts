import { electedLeaders } from './elections.ts';
import { partyDocument, type Setting } from './setting.ts';

/** Dossiers from the study to the appointment. */

export function organizationStudyDossier(setting: Setting): object {
  return {
    meetingOn: setting.today,
    proposals: electedLeaders(setting).map(({ name, post }) => ({ name, post: post.code, reason: `${post.duty}，适合${post.title}岗位` })),
  };
}

export function inspectionDossier(setting: Setting): object {
  return {
    inspectedFrom: setting.today,
    inspectedTo: setting.today,
    team: [`${setting.township.kind}党委组织委员`, '团县委组织部干部', '县委组织部干部'],
    people: electedLeaders(setting).map(({ name }) => ({ name, conclusion: 'PASS' })),
  };
}

const SEX = { M: '男', F: '女' } as const;
const POLITICAL = { CPC: '中共党员', CYL: '共青团员', NONE: '群众' } as const;

export function publicNoticeDossier(setting: Setting): object {
  const { township, today } = setting;
  const leaders = electedLeaders(setting);
  const lines = leaders.map(
    ({ name, sex, born, education, political, currentPost, post }) =>
      `${name}，${SEX[sex]}，${born.slice(0, 4)}年${Number(born.slice(5))}月生，${education}，${POLITICAL[political]}，现任${currentPost}，拟任团委${post.title}；`,
  );
  return {
    postedOn: today,
    scope: [`${township.kind}政务公开栏`, '各村公开栏', '团县委网站'],
    office: `${township.name}党委组织办`,
    telephone: '0000-0000000',
    text: [
      `${township.name}团委书记、副书记拟任人选任前公示`,
      '经民主选举、组织研究和考察，现将拟任人选公示如下：',
      ...lines,
      '对公示对象如有异议，请在公示期内以来信、来电、来访方式反映，提倡署真实姓名。',
    ].join('\n'),
    people: leaders.map(({ name, post }) => ({ name, post: post.code })),
  };
}

/** Approval for everybody who was elected; a letter for deputies out of quota (C-10). */
export function appointmentDossier(setting: Setting): object {
  return {
    appointedOn: setting.today,
    document: partyDocument(setting, 23),
    people: electedLeaders(setting).map(({ name, post }) => ({
      name,
      post: post.code,
      quota: post.quota,
      form: post.role === 'DEPUTY' && post.quota === 'OUT' ? 'LETTER' : 'APPROVAL',
    })),
  };
}
