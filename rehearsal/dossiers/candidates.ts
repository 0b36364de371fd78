import { addDays } from '../../domain/calendar/plan-date.ts';
import type { SourceCategory } from '../../domain/plan/choices.ts';
import { daysBefore, partyDocument, type Setting, sinceOpening } from './setting.ts';
import { type Candidate, membersOf } from './slate.ts';

/** Dossiers from the posts to the formal candidates. */

export function postDesignDossier({ township, rules, slate, today }: Setting): object {
  const maxAge = `年龄不超过${rules.maxAge}周岁`;
  return {
    fixedOn: today,
    x: membersOf(rules, township),
    posts: slate.posts.map(({ code, title, role, duty, quota, time, represents, source }) => ({
      code,
      title,
      role,
      duty,
      ...(role === 'MEMBER' ? { source } : { quota, time }),
      ...(represents === undefined ? {} : { represents }),
    })),
    qualifications: [
      '政治素质高',
      '道德品质好',
      '工作能力强',
      '带动作用大',
      '对共青团工作有热情',
      '在青年中有一定影响力',
      maxAge,
      '中共党员或共青团员',
    ],
    proportions: proportionsOf(slate.posts, rules.sources),
  };
}

/** The ranges that the rules set; where they set none, what the posts need and one more. */
function proportionsOf(
  posts: Setting['slate']['posts'],
  ruled: Setting['rules']['sources'],
): { source: SourceCategory; min: number; max: number }[] {
  const used = [...new Set(posts.map((post) => post.source))].filter((source) => ruled[source] === undefined);
  const wanted = used.map((source) => {
    const count = posts.filter((post) => post.source === source).length;
    return { source, min: count, max: count + 1 };
  });
  const set = (Object.entries(ruled) as [SourceCategory, { min: number; max: number } | undefined][]).flatMap(([source, range]) =>
    range ? [{ source, ...range }] : [],
  );
  return [...set, ...wanted];
}

export function publicityDossier(setting: Setting): object {
  const { slate, township, today } = setting;
  const youth = township.leagueMembers ?? 500;
  return {
    postsAnnounced: true,
    entries: [
      {
        on: sinceOpening(setting, 2),
        channel: 'MEETING',
        form: '动员会',
        content: `公布${slate.posts.length}个岗位和任职条件`,
        audience: '各直属团（总）支部书记',
        reached: slate.branches,
        unit: 'PEOPLE',
      },
      {
        on: sinceOpening(setting, 1),
        channel: 'BOARD',
        form: '村务公开栏',
        content: '岗位、任职条件、来源结构和推荐办法',
        audience: '团员青年',
        reached: Math.max(1, township.branches?.village ?? 10),
        unit: 'VILLAGES',
      },
      {
        on: today,
        channel: 'ONLINE',
        form: 'QQ群公告',
        content: '推荐的时间和方式',
        audience: '团员青年',
        reached: Math.max(1, Math.floor(youth / 3)),
        unit: 'PEOPLE',
      },
    ],
  };
}

export function recommendationDossier({ slate, rules, today }: Setting): object {
  return {
    closedOn: today,
    branches: slate.branches,
    branchesReported: Math.max(1, slate.branches - Math.floor(slate.branches / 12)),
    requestedOn: today,
    congressOn: addDays(today, rules.requestLeadDays),
    people: slate.recommended.map(({ name, post, branches }) => ({ name, posts: post.code, branches })),
  };
}

export function nominationDossier(setting: Setting): object {
  const { slate, today } = setting;
  return {
    surveyedFrom: daysBefore(setting, 5),
    surveyedTo: daysBefore(setting, 1),
    decidedOn: today,
    nominees: slate.nominees.map((person, index) => nominee(person, index + 1)),
    excluded: slate.leftOut.map(({ person, code, reason }) => ({ name: person.name, code, reason })),
  };
}

function nominee({ name, sex, born, political, education, currentPost, source, post, branches }: Candidate, rank: number): object {
  return {
    name,
    sex,
    born,
    political,
    education,
    currentPost,
    source,
    ...(source === 'OTHER' ? { sourceNote: currentPost } : {}),
    quota: post.quota,
    time: post.time,
    post: post.code,
    ...(post.represents === undefined ? {} : { represents: post.represents }),
    politics: true,
    morals: true,
    ability: true,
    leading: true,
    enthusiasm: true,
    influence: true,
    reason: `${branches}个支部推荐，熟悉${post.title}岗位，群众基础好`,
    rank,
  };
}

export function formalCandidatesDossier(setting: Setting): object {
  const { slate, today } = setting;
  const dropped = slate.dropped.map(({ name }) => ({ name, reason: '同类岗位已有人选' }));
  return {
    meetingOn: today,
    document: partyDocument(setting, 17),
    candidates: slate.formal.map(({ name, post }) => ({ name, post: post.code })),
    ...(dropped.length === 0 ? {} : { dropped }),
  };
}
