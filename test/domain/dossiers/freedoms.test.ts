import { describe, expect, it } from 'vitest';
import { parseDossier } from '../../../domain/dossiers/index.ts';
import { codesOf, countsOf, judged } from './judged.ts';
import { LANDU, landuContext } from './landu.ts';

describe('what the plan leaves to the township', () => {
  it.each(['社区青年篮球队团支部', '驻外务工青年QQ群', '合作社产业链团小组'])(
    'R78: a form of organisation of its own, such as %s, is a project like any other',
    (name) => {
      const [project] = LANDU.functions.projects;
      const typed = { ...LANDU.functions, projects: [{ ...project, name, way: 'UNITS' }, ...LANDU.functions.projects] };
      expect(codesOf(judged('functions', typed), 'fails')).toEqual([]);
      expect(countsOf('functions', typed, landuContext()).projects).toBe(LANDU.functions.projects.length + 1);
    },
  );
});

describe('a committee is adjusted as well as replenished', () => {
  const report = { reportedOn: '2012-08-20', document: '澜渡团〔2012〕9号', members: [{ name: '林样甲', post: 'G1' }] };
  const leaving = (...names: string[]) => ({ ...report, departed: names.map((name) => ({ name, reason: 'TRANSFER' })) });

  it('R23: who leaves stands in the report beside who is elected, with the reason, and is counted', () => {
    expect(countsOf('member-report', leaving('旧样甲', '旧样乙'), landuContext())).toMatchObject({ members: 1, departed: 2 });
    expect(countsOf('member-report', report, landuContext()).departed).toBe(0);
    const parsed = parseDossier('member-report', { ...report, departed: [{ name: '旧样甲' }] });
    expect('problems' in parsed && parsed.problems).toMatchObject([{ code: 'MISSING', path: ['departed', 0, 'reason'] }]);
  });

  it('R65: nobody both leaves the committee and is elected to it', () => {
    const parsed = parseDossier('member-report', leaving('旧样甲', '林 样甲'));
    expect('problems' in parsed && parsed.problems).toMatchObject([{ code: 'BOTH_LISTED', path: ['departed', 1, 'name'] }]);
  });
});
