import { expect, it } from 'vitest';
import { ItemPage } from '../../../../api/pages/item/view.tsx';
import { renderPage } from '../../../../api/pages/ui/document.tsx';
import type { Frame } from '../../../../api/pages/ui/layout.tsx';

const frame: Frame = {
  language: 'zh-Hans',
  title: '任前公示',
  path: '/x',
  csrf: 'token-1',
  assets: { style: '/assets/app.1.css', script: '/assets/app.1.js', icon: '/assets/icon.1.svg' },
  reader: { name: '某人', post: '澜渡镇 乡镇党委', role: 'township-party-committee', unread: 0 },
  kind: 'live',
  mailKept: false,
  wrong: false,
};

it('writes out a public notice as it is posted, whatever is in it', () => {
  const view = { title: '任前公示', place: '澜渡镇', placeHref: '/x', status: 'submitted', round: 1 } as const;
  const notice = ['拟任人选公示', '林样甲，女，<b>1984年3月生</b>；', '中共澜渡镇委员会　2012年8月30日'];
  const html = renderPage(frame, <ItemPage {...view} waiting={[]} answers={[]} ruleResults={[]} earlier={[]} notice={notice} />);
  expect(html).toContain('<h3>拟任人选公示</h3>');
  expect(html).toContain('<p>林样甲，女，&lt;b>1984年3月生&lt;/b>；</p>');
  expect(renderPage(frame, <ItemPage {...view} waiting={[]} answers={[]} ruleResults={[]} earlier={[]} />)).not.toContain('公示文本');
});
