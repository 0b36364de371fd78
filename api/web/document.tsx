import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Frame, Layout } from './layout.tsx';
import { PageContext } from './page-context.tsx';

/** A whole page as text. Everything in it is escaped. */
export function renderPage(frame: Frame, body: VNode): string {
  const page = (
    <PageContext.Provider value={{ language: frame.language, csrf: frame.csrf }}>
      <Layout frame={frame}>{body}</Layout>
    </PageContext.Provider>
  );
  return `<!doctype html>${renderToString(page)}`;
}
