/**
 * The frame around every page.
 *
 * How to add a page: a folder `api/pages/<subject>/`.
 * 1. `texts.ts`: a catalogue, Chinese and English side by side. Words of several pages lie in `api/pages/ui/texts/`.
 * 2. `view.tsx`: a function of a view model (an interface in the same file: plain data, sentences already in the reader's
 *    language where they come from the domain). It takes words with `const t = useText()`, posts with `<PostForm>`, shows
 *    mistakes with `<ErrorSummary>`, fields with `<TextInput>` and its siblings. No imports but types from domain and api;
 *    no inline styles or scripts: the content policy refuses them.
 * 3. `route.tsx`: exports routes made with `get`, `post` (signed in; `{ roles }` narrows it) or `openGet`, `openPost` of
 *    `api/pages/routing/route.ts`. It asks `api/access` and `api/use-cases`, builds the view model, and answers
 *    `shown({ title, body, campaign?, wrong?, status? })` or `redirect(path)` (303 after a POST).
 * 4. Add the routes to `ROUTES` in `api/pages/routes.ts`; build addresses with `api/pages/paths.ts`.
 */
import type { ComponentChildren } from 'preact';
import type { CampaignKind } from '../../../domain/calendar/clock.ts';
import type { Bilingual } from '../../../domain/language/problem.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { Nav, type Reader } from './nav.tsx';
import { useCsrf, useText } from './page-context.tsx';
import { bracketed, marked } from './signs.ts';
import type { InPlace } from './texts/bilingual.ts';
import { layoutTexts } from './texts/layout.ts';

/** Everything around a page's own content. */
export interface Frame {
  readonly language: Language;
  readonly title: string;
  /** Where the reader is, with its query: the language switch comes back to it. */
  readonly path: string;
  /** It answers a form that was all right: going back to it need not send that again. */
  readonly posted?: boolean;
  readonly csrf: string;
  readonly assets: { readonly style: string; readonly script: string; readonly icon: string };
  readonly reader?: Reader;
  /** Tells one reader from another, and nothing about them; what was typed is given back to the same one. */
  readonly mark?: string;
  /** The campaign that the page is about. */
  readonly campaign?: { readonly year: number; readonly county: string };
  /** What the page is about: a rehearsal and a record of the past are marked. */
  readonly kind: CampaignKind;
  /** What marks it, in the reader's language; absent of a live one. */
  readonly kindMark?: string | undefined;
  /** Mails are not sent, and a banner says so. */
  readonly mailKept: boolean;
  /** What is wrong with the installation as a whole, in the reader's language. */
  readonly remarks?: readonly string[];
  /** Something typed was wrong: the title says so first. */
  readonly wrong: boolean;
  /** The words of the place that the page is about; absent on pages of no township. */
  readonly inPlace?: InPlace | undefined;
  /** Nothing was recorded because Temporal does not know the run. */
  readonly lost?: boolean;
  /** Who made the link that the reader signed in with, if somebody else did; in the reader's language. */
  readonly linkMadeBy?: string;
}

const BANNERS = { trial: layoutTexts.trial, record: layoutTexts.pastRecord } as const;

export function Layout({ frame, children }: { readonly frame: Frame; readonly children: ComponentChildren }) {
  const t = useText();
  const { language, title, reader, kind, kindMark, mailKept, wrong, assets, linkMadeBy, campaign, remarks = [] } = frame;
  return (
    <html lang={language} data-theme="light" data-posted={frame.posted ? '' : undefined} data-reader={frame.mark}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${wrong ? t(layoutTexts.wrong) : ''}${t(marked(kindMark))}${title}${campaign ? t(layoutTexts.ofYear(campaign.year)) : ''} - ${t(layoutTexts.service)}`}</title>
        <link rel="icon" href={assets.icon} />
        <link rel="stylesheet" href={assets.style} />
        <script src={assets.script} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          {t(layoutTexts.skip)}
        </a>
        <header class="top">
          <div class="container bar">
            <a class="service" href="/">
              {t(layoutTexts.service)}
            </a>
            <div class="who">
              {reader && <span class="reader">{`${reader.name}${t(bracketed(reader.post))}`}</span>}
              <LanguageSwitch path={frame.path} />
              {reader && <SignOut />}
            </div>
          </div>
          {reader && <Nav reader={reader} path={frame.path} />}
        </header>
        {(campaign || kindMark || mailKept || linkMadeBy || remarks.length > 0) && (
          <aside class="container banners" aria-label={t(layoutTexts.remarks)}>
            {remarks.map((remark) => (
              <p key={remark} class="banner remark">
                {remark}
              </p>
            ))}
            {linkMadeBy && <p class="banner mail">{t(layoutTexts.linkMadeBy(linkMadeBy))}</p>}
            {campaign && <p class="banner year">{t(layoutTexts.campaignOf(campaign.county, campaign.year))}</p>}
            {kind !== 'live' && <p class={`banner ${kind}`}>{t(BANNERS[kind])}</p>}
            {mailKept && !kindMark && <p class="banner mail">{t(mailKeptFor(reader))}</p>}
          </aside>
        )}
        <main id="main" class="container" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

/** What follows for the reader from mails that are kept: only administrators have them before them. */
function mailKeptFor(reader: Reader | undefined): Bilingual {
  if (!reader) return layoutTexts.mailKeptFromStrangers;
  return reader.role === 'administrator' ? layoutTexts.mailKept : layoutTexts.mailKeptFromPeople;
}

/** Posts, because it changes the person's own setting; comes back to the same page. */
function LanguageSwitch({ path }: { readonly path: string }) {
  const t = useText();
  return (
    <form method="post" action="/language" data-language>
      <input type="hidden" name="_csrf" value={useCsrf()} />
      <input type="hidden" name="next" value={path} />
      <button class="link" type="submit" lang={t({ zh: 'en', en: 'zh-Hans' })}>
        {t(layoutTexts.otherLanguage)}
      </button>
    </form>
  );
}

function SignOut() {
  const t = useText();
  return (
    <form method="post" action="/sign-out">
      <input type="hidden" name="_csrf" value={useCsrf()} />
      <button class="link" type="submit">
        {t(layoutTexts.signOut)}
      </button>
    </form>
  );
}
