import { describe, expect, it } from 'vitest';
import { bodyTitle } from '../../../domain/language/bodies.ts';
import { noticeText } from '../../../domain/notifications/notices.ts';
import { LADDER_BODIES } from '../../../domain/roles.ts';
import { itemDefinition } from '../../../domain/stages/item-definitions.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import { STAGE_IDS } from '../../../domain/stages/stages.ts';
import { EVENT_KINDS } from '../../../domain/state/events.ts';

const campaignTitle = '2026 年岚榆县团组织格局创新工作';

function told(kind: string, to: string, params: Record<string, string | number> = {}) {
  return noticeText(kind, { townshipName: '澜渡镇', campaignTitle, item: 'member-election', to, ...params }, 'zh-Hans');
}

describe('a notice is written for the body it goes to', () => {
  it('names the buttons that the reader has, for every stage and body that answers', () => {
    const verbs = { approve: '同意', receipt: '签收', note: '知悉', settle: '研究确定' };
    for (const item of [...STAGE_IDS, 'monthly-report/2026-06'] as ItemId[]) {
      for (const { by, kind } of itemDefinition(item).answers) {
        const { body } = told('submitted', by, { item });
        expect(body).toContain(verbs[kind]);
        expect(body.includes('退回')).toBe(kind !== 'note');
        for (const other of Object.values(verbs)) expect(body.includes(other)).toBe(other === verbs[kind]);
      }
    }
  });

  it('asks to decide, not to approve, while people have equal votes', () => {
    expect(told('submitted', 'township-party-committee', { settle: 1 }).body).toContain('研究确定');
    expect(told('submitted', 'township-party-committee', { settle: 1 }).body).not.toContain('同意');
  });

  it.each([
    ['tie-decision-asked', 'township-party-committee'],
    ['tie-returned', 'township-party-committee'],
    ['tie-settled', 'county-league'],
    ['postponed', 'township-league'],
    ['run-off', 'township-league'],
    ['supplementary', 'township-league'],
    ['vote-void', 'township-league'],
    ['report-missing', 'township-league'],
  ])('%s: only the %s is told what to do', (kind, may) => {
    const lines = (to: string) => told(kind, to, { item: kind === 'report-missing' ? 'monthly-report/2026-06' : 'member-election' }).body;
    for (const body of LADDER_BODIES) if (body !== may) expect(lines(may).length).toBeGreaterThan(lines(body).length);
  });

  it('of a seat that is vacated asks the League for the by-election and the Party committee for the report', () => {
    expect(told('seat-vacated', 'township-league', { seat: 3 }).body).toContain('请组织补选');
    expect(told('seat-vacated', 'township-party-committee', { seat: 3 }).body).toContain('请报告空缺');
    expect(told('seat-vacated', 'county-league', { seat: 3 }).body).not.toMatch(/请组织|请报告/);
  });
});

it('asks for the county’s results to be published, as their button says', () => {
  const said = told('stage-opened', 'county-league', { item: 'results', due: '2026-12-31' });
  expect(said.subject).toBe('澜渡镇：请发布“工作成果”，最迟 12月31日（周四）');
  expect(said.body).not.toContain('报送');
});

describe('days and months', () => {
  it('are said with their weekday, and with the year only where the notice does not name it', () => {
    expect(told('stage-opened', 'township-league', { item: 'survey', due: '2026-06-13' }).subject).toBe(
      '澜渡镇：请报送“调查摸底”，最迟 6月13日（周六）',
    );
    expect(noticeText('overdue', { townshipName: '澜渡镇', item: 'survey', due: '2026-06-13' }, 'zh-Hans').subject).toBe(
      '澜渡镇：“调查摸底”已逾期（期限 2026年6月13日）',
    );
    expect(told('report-missing', 'county-league', { month: '2026-06' }).subject).toBe('澜渡镇：6月月报缺报');
  });

  it('never stand as 2026-06-13 in any notice, in either language', () => {
    const days = { due: '2026-06-13', reviewOn: '2026-06-26', month: '2026-06' };
    for (const language of ['zh-Hans', 'en'] as const)
      for (const kind of EVENT_KINDS)
        expect(noticeText(kind, { ...days, townshipName: '澜渡镇', item: 'survey' }, language).body).not.toMatch(/\d{4}-\d{2}/);
  });
});

describe('a 区', () => {
  const params = { due: '2026-06-13', reviewOn: '2026-06-26', month: '2026-06', seat: 3, townshipName: '岚榆工业园区' };

  it('is spoken of as such, with its own bodies, in every notice to everybody, in either language', () => {
    for (const language of ['zh-Hans', 'en'] as const)
      for (const kind of EVENT_KINDS)
        for (const to of LADDER_BODIES)
          for (const body of LADDER_BODIES) {
            const given = { ...params, item: 'member-election', leagueBody: 'WORKING_COMMITTEE', to, body };
            const said = noticeText(kind, given, language);
            expect(`${said.subject}\n${said.body}`).not.toMatch(/乡镇(党委|团委|组织)|本乡镇|这个乡镇|township (Party|League)/);
          }
  });

  it('has other names for its bodies only: the county’s are the same', () => {
    expect(bodyTitle('township-league', 'zh-Hans', 'WORKING_COMMITTEE')).toBe('区团工委');
    expect(bodyTitle('township-party-committee', 'en', 'WORKING_COMMITTEE')).toBe('district Party working committee');
    for (const body of ['county-league', 'organization-department'])
      expect(bodyTitle(body, 'zh-Hans', 'WORKING_COMMITTEE')).toBe(bodyTitle(body, 'zh-Hans'));
  });
});
