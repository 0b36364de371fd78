import { expect, test } from 'vitest';
import { BoardPage, type StuckRow } from '../../../../api/pages/board/view.tsx';
import { renderPage } from '../../../../api/pages/ui/document.tsx';
import type { Frame } from '../../../../api/pages/ui/layout.tsx';
import type { Language } from '../../../../domain/language/sentence.ts';

function board(stuck: readonly StuckRow[], language: Language = 'zh-Hans'): string {
  const frame: Frame = {
    language,
    title: '全县进度',
    path: '/campaigns/lanyu-2026',
    csrf: 'token-1',
    assets: { style: '/assets/app.css', script: '/assets/app.js', icon: '/assets/icon.svg' },
    reader: { name: '管例甲', post: '共青团岚榆县委员会', role: 'county-league', unread: 0 },
    kind: 'live',
    mailKept: false,
    wrong: false,
  };
  const view = { title: '岚榆县', county: '岚榆县 2026 年', today: '2026-07-01', items: [], townships: [], links: [], starting: false };
  return renderPage(frame, <BoardPage {...view} stuck={stuck} />);
}

const since = Date.parse('2026-07-01T10:00:00+08:00');

test('a run that Temporal cannot read is told apart from one that has only stopped: of that nobody says that nothing is lost', () => {
  const html = board([
    { whose: '兰渡镇', since, readable: false },
    { whose: '齐路镇', since, readable: true },
  ]);
  const [damaged = '', stopped = ''] = html.split('<section').filter((part) => part.includes('<strong>'));
  expect(damaged).toMatch(/1 个乡镇（区）的流程读不出来，流程库可能损坏，最近的办理可能丢失；请立即联系系统管理员.*兰渡镇/s);
  expect(damaged).not.toMatch(/没有丢失|齐路镇/);
  expect(stopped).toMatch(/1 个乡镇（区）的办理暂时停住，已报送的内容没有丢失.*齐路镇/s);
  expect(board([{ whose: '兰渡镇', since, readable: false }])).not.toContain('没有丢失');
  expect(board([{ whose: '兰渡镇', since, readable: false }], 'en')).toContain('the process database may be damaged');
  expect(board([])).not.toContain('<strong>兰渡镇');
});
