import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { markOf } from '../../../domain/calendar/campaign-marks.ts';
import { bodyTitle } from '../../../domain/language/bodies.ts';
import { isTownshipRole } from '../../../domain/roles.ts';
import { campaigns } from '../../../store/campaigns.ts';
import { countUnread } from '../../../store/notices.ts';
import { madeByName } from '../../../store/owner-notices.ts';
import type { Person } from '../../../store/people.ts';
import { localPath } from '../../http/local-path.ts';
import { linkMark } from '../../http/request-context.ts';
import type { PageDeps } from '../deps.ts';
import { inPlaceOf } from '../shared/seen-township.ts';
import { renderPage } from '../ui/document.tsx';
import { ErrorPage } from '../ui/error-page.tsx';
import type { Frame } from '../ui/layout.tsx';
import type { Reader } from '../ui/nav.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { givenBackTexts } from '../ui/texts/given-back.ts';
import { roleTexts } from '../ui/texts/roles.ts';
import { ASSETS } from './assets.ts';
import type { GivenBack } from './kept.ts';
import { errorView, type PageError } from './page-error.ts';
import type { Download, OpenPageRequest, Page, PageAnswer } from './route.ts';

/** Sends what a handler answered. */
export async function answer(visit: OpenPageRequest, deps: PageDeps, given: PageAnswer): Promise<void> {
  const { response } = visit;
  const back = response.locals['given'] as GivenBack | undefined;
  // The form is not there any more: what was typed into it is.
  if (back && given.kind === 'redirect')
    await send(visit, deps, { title: translator(visit.language)(givenBackTexts.title), body: <></> }, await readerOf(visit, deps));
  else if (given.kind === 'redirect') response.redirect(303, given.to);
  else if (given.kind === 'download') await sendFile(response, given);
  else if (given.kind === 'content') response.set({ 'content-type': given.type, 'cache-control': 'no-cache' }).end(given.content);
  else await send(visit, deps, given, await readerOf(visit, deps));
}

/** Kept by the browser, never shown inside the app: what is in it came from people. */
async function sendFile(response: OpenPageRequest['response'], { filename, type, content }: Download): Promise<void> {
  response.set({ 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).attachment(filename).type(type);
  if (Buffer.isBuffer(content)) return void response.end(content);
  response.set('content-length', String(content.size));
  // Whoever goes away in the middle of it is no failure.
  await pipeline(content.stream, response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}

/** The page of an error; also without a database, then without the reader's name. */
export async function answerError(visit: OpenPageRequest, deps: PageDeps, error: PageError, number: string): Promise<void> {
  const view = errorView(error, number);
  const t = translator(visit.language);
  const later = error.status === 503;
  if (later) visit.response.set('retry-after', error.kind === 'readOnly' ? '60' : '5');
  // Without asking the database: it is away, or has enough to do.
  const reader = later ? undefined : await readerOf(visit, deps).catch(() => undefined);
  await send(visit, deps, { status: error.status, title: t(view.title), body: <ErrorPage {...view} /> }, reader);
}

async function send(visit: OpenPageRequest, deps: PageDeps, page: Page, reader: Reader | undefined): Promise<void> {
  const { request, response, language } = visit;
  const { linkMadeBy } = linkMark();
  const kind = page.about ?? page.campaign?.clock.kind ?? 'live';
  const frame: Frame = {
    language,
    title: page.title,
    path: localPath(request.originalUrl),
    // A page that says that something was wrong, or not recorded, keeps what was typed when it is loaded again.
    posted: request.method === 'POST' && (page.status ?? 200) === 200,
    csrf: deps.csrf.tokenFor(request, response),
    assets: ASSETS,
    kind,
    kindMark: markOf({ kind }, language),
    ...(page.campaign ? { campaign: { year: page.campaign.year, county: page.campaign.countyName } } : {}),
    wrong: page.wrong ?? false,
    lost: page.lost ?? false,
    inPlace: inPlaceOf(visit),
    mailKept: !deps.mailIsSent,
    remarks: deps.conditions?.remarks(reader?.role, language) ?? [],
    ...(reader ? { reader } : {}),
    ...(visit.person ? { mark: createHash('sha256').update(visit.person._id).digest('base64url').slice(0, 12) } : {}),
    ...(reader && linkMadeBy ? { linkMadeBy: await madeByName(deps.store, linkMadeBy, language) } : {}),
  };
  response
    .status(page.status ?? 200)
    .set({ 'content-type': 'text/html; charset=utf-8', 'content-language': language, 'cache-control': 'no-store' })
    .end(renderPage(frame, page.body, response.locals['given'] as GivenBack | undefined));
}

async function readerOf({ person, language }: OpenPageRequest, { store }: PageDeps): Promise<Reader | undefined> {
  if (!person) return undefined;
  const [unread, post] = await Promise.all([countUnread(store, person._id), postOf(person, { store }, language)]);
  return { name: person.name, role: person.role, unread, post };
}

/** `兰渡镇 乡镇团委`, `岚榆工业园区 区团工委`: place and body. */
async function postOf({ role, unit }: Person, { store }: Pick<PageDeps, 'store'>, language: OpenPageRequest['language']): Promise<string> {
  const t = translator(language);
  if (role === 'auditor' || role === 'administrator') return t(roleTexts[role]);
  if (!isTownshipRole(role)) return bodyTitle(role, language);
  const [county = '', township = ''] = unit.split('/');
  // The one township of the latest campaign, not two hundred campaigns: this stands on every page.
  const latest = await campaigns(store).findOne(
    { county, 'townships.id': township },
    { projection: { 'townships.$': 1 }, sort: { createdAt: -1 } },
  );
  const place = latest?.townships[0];
  const body = bodyTitle(role, language, place?.body);
  return place ? `${place.name} ${body}` : body;
}
