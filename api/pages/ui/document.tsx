import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { fillIn, type PostedFields } from './fill-in.ts';
import { GivenBack } from './given-back.tsx';
import { type Frame, Layout } from './layout.tsx';
import { PageContext, type PageContextValue } from './page-context.tsx';

/** A form to be given back: where it goes, the page it stood on, what was typed. */
export interface FormGivenBack {
  readonly path: string;
  readonly from: string;
  readonly fields: PostedFields;
}

/** A whole page as text. Everything in it is escaped. */
export function renderPage(frame: Frame, body: VNode, given?: FormGivenBack): string {
  const inContext = (content: VNode) => renderToString(<PageContext.Provider value={contextOf(frame)}>{content}</PageContext.Provider>);
  const page = (
    <Layout frame={frame}>
      {given && <Place />}
      {body}
    </Layout>
  );
  const html = `<!doctype html>${inContext(page)}`;
  if (!given) return html;
  const { html: filled, found, left } = fillIn(html, given.path, given.fields);
  return filled.replace(PLACE, () => inContext(<GivenBack found={found} left={left} from={given.from} />));
}

function contextOf({ language, csrf, inPlace, lost }: Frame): PageContextValue {
  return { language, csrf, inPlace, lost };
}

/** Where the words above a form that is given back stand: they are known once it is filled in. */
const PLACE = '<div data-given-back="true"></div>';

function Place() {
  return <div data-given-back="true" />;
}
