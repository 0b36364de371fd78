import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { renderPage } from '../../../../api/pages/ui/document.tsx';
import { ErrorSummary } from '../../../../api/pages/ui/error-summary.tsx';
import { Radios, TextInput } from '../../../../api/pages/ui/inputs.tsx';
import type { Frame } from '../../../../api/pages/ui/layout.tsx';
import { PostForm } from '../../../../api/pages/ui/post-form.tsx';

const frame: Frame = {
  language: 'zh-Hans',
  title: '待我办理',
  path: '/inbox?page=2',
  csrf: 'token-1',
  assets: { style: '/assets/app.1.css', script: '/assets/app.1.js', icon: '/assets/icon.1.svg' },
  reader: { name: '</span><script>alert(1)</script>', post: '兰渡镇 乡镇团委', role: 'township-league', unread: 3 },
  kind: 'trial',
  kindMark: '演练',
  mailKept: true,
  wrong: true,
};

test('a page is a document in the reader’s language, with everything escaped', () => {
  const html = renderPage(frame, <p>{'<img src=x onerror=alert(1)>'}</p>);
  expect(html).toMatch(/^<!doctype html><html lang="zh-Hans"/);
  expect(html).toContain('&lt;img src=x onerror=alert(1)>');
  expect(html).not.toContain('<script>alert');
  expect(html).not.toMatch(/ style=|<style|<script(?! src=)/);
});

test('the title says first that something is wrong, then that it is a rehearsal', () => {
  expect(renderPage(frame, <p />)).toContain('<title>错误：【演练】待我办理');
  expect(renderPage({ ...frame, language: 'en', kindMark: 'Rehearsal', wrong: false }, <p />)).toContain('<title>[Rehearsal] ');
});

test('a role sees the links it has a use for', () => {
  const township = renderPage(frame, <p />);
  expect(township).toContain('href="/inbox" aria-current="page"');
  expect(township).not.toContain('href="/mail"');
  const administrator = renderPage({ ...frame, reader: { ...frame.reader!, role: 'administrator' } }, <p />);
  expect(administrator).toContain('href="/mail"');
  expect(administrator).toContain('href="/temporal/"');
});

test('each line of the error summary leads to its field, whose mistake says the same', () => {
  const text = '“在村”应填 0 到 100 的整数';
  const html = renderToString(
    <>
      <ErrorSummary mistakes={[{ field: 'people[0].name', text }, { text: '合计不符' }]} />
      <TextInput name="people[0].name" label="在村" value={'"十"'} mistake={text} hint="人" />
    </>,
  );
  expect(html).toContain(`<a href="#people[0].name">${text}</a>`);
  expect(html).toContain('<li>合计不符</li>');
  expect(html).toContain('aria-describedby="people[0].name-hint people[0].name-error" aria-invalid="true"');
  expect(html).toContain('value="&quot;十&quot;"');
  expect(renderToString(<ErrorSummary mistakes={[]} />)).toBe('');
});

test('radio buttons can be reached from the error summary', () => {
  const options = [
    { value: 'a', label: '甲' },
    { value: 'b', label: '乙' },
  ];
  const html = renderToString(<Radios name="kind" label="种类" value="b" options={options} />);
  expect(html).toContain('id="kind"');
  expect(html).toMatch(/id="kind-b"[^>]*checked/);
});

test('a form carries the token of its page', () => {
  const html = renderPage(
    frame,
    <PostForm action="/x" hidden={{ nonce: 'n' }}>
      {null}
    </PostForm>,
  );
  expect(html).toContain('action="/x" novalidate><input type="hidden" name="_csrf" value="token-1"');
  expect(html).toContain('name="nonce" value="n"');
});
