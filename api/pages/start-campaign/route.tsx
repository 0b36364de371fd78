import { dateOf } from '../../../domain/calendar/plan-date.ts';
import type { County } from '../../../domain/county/county-schema.ts';
import { datePhrase } from '../../../domain/language/days.ts';
import type { Problem } from '../../../domain/language/problem.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { resolvePlan } from '../../../domain/plan/resolve-plan.ts';
import { type Campaign, findStarted } from '../../../store/campaigns.ts';
import { findUpload, keepUpload } from '../../../store/uploads.ts';
import { STARTERS } from '../../access/campaign-access.ts';
import { type Beginning, type Begun, beginCampaign, provisionalDeadlines } from '../../use-cases/begin-campaign.ts';
import { readUpload } from '../../use-cases/county-file.ts';
import { importWarnings } from '../../use-cases/import-people.ts';
import type { PageDeps } from '../deps.ts';
import { campaignPath } from '../paths.ts';
import { formOf, typed } from '../routing/form.ts';
import { get, type PageAnswer, type PageRequest, post, type Route, redirect, shown } from '../routing/route.ts';
import { fileOf, type UploadedFile, uploadParser } from '../routing/upload.ts';
import { roleName } from '../shared/people-names.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import type { ProblemLine } from '../ui/problem-list.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { countyTexts } from '../ui/texts/county.ts';
import { PreviewPage, type StartForm } from './preview-view.tsx';
import { FileFormPage } from './view.tsx';

/** Starting a campaign: choose a county file, see what it says, start it live, as a rehearsal, or as a record of the past. */
export const startRoutes: readonly Route[] = [
  get('/campaigns/new', async (visit, { now }) => filePage(visit, dateOf(now()).slice(0, 4), []), { roles: STARTERS }),

  post(
    '/campaigns/preview',
    async (visit, deps) => {
      const year = typed(formOf(visit.request), 'year').trim();
      const file = fileOf(visit.request);
      const t = translator(visit.language);
      const mistakes = [
        ...(/^20\d\d$/.test(year) ? [] : [{ field: 'year', text: t(countyTexts.yearWrong) }]),
        ...(file ? [] : [{ field: 'file', text: t(countyTexts.fileMissing) }]),
      ];
      if (!file || mistakes.length > 0) return filePage(visit, year, mistakes);
      return previewPage(visit, deps, Number(year), file);
    },
    { roles: STARTERS, parser: uploadParser(), formAt: 'new' },
  ),

  post('/campaigns', async (visit, deps) => startCampaign(visit, deps), { roles: STARTERS, redraw: { do: 'change' } }),
];

function filePage({ language }: PageRequest, year: string, mistakes: readonly Mistake[]): PageAnswer {
  const t = translator(language);
  const wrong = mistakes.length > 0;
  const title = t(countyTexts.start);
  const downloads = [
    { href: '/campaigns/new/county.xlsx', text: t(countyTexts.emptyTable) },
    { href: '/campaigns/new/example.csv', text: t(countyTexts.exampleTable) },
  ];
  const view = {
    action: '/campaigns/preview',
    hint: t(countyTexts.startHint),
    submit: t(countyTexts.check),
    back: '/campaigns',
    downloads,
  };
  return shown({ status: wrong ? 422 : 200, wrong, title, body: <FileFormPage {...view} title={title} year={year} mistakes={mistakes} /> });
}

/** What the file says; when nothing is wrong with it, it is kept for the start. */
async function previewPage(
  visit: PageRequest,
  deps: PageDeps,
  year: number,
  file: UploadedFile,
  again?: Partial<StartForm>,
): Promise<PageAnswer> {
  const { actor, person, language } = visit;
  const { county, problems } = await readUpload(file, actor, deps.plan);
  const good = county !== undefined && problems.length === 0;
  const { resolved, warnings } = resolvePlan(deps.plan, { year, calendar: deps.calendar });
  const notes = county ? [...warnings, ...(await importWarnings(deps, actor, county))] : [];
  const upload = good
    ? (again?.upload ?? (await keepUpload(deps.store, { account: person._id, ...file, now: new Date(deps.now()) })))
    : undefined;
  const today = dateOf(deps.now());
  const over = today > resolved.lastDay;
  const closed = over || today < resolved.firstDay;
  const begun = !closed && today > resolved.firstDay;
  const window = { from: datePhrase(resolved.firstDay, language), to: datePhrase(resolved.lastDay, language) };
  const start: StartForm | undefined = upload
    ? {
        upload,
        // Whoever means it chooses it: a rehearsal harms nobody.
        clock: 'trial',
        pace: paceText(deps.trialMsPerDay, language),
        provisional: provisionalDeadlines(deps, year).length > 0,
        accepted: false,
        mistakes: [],
        over,
        ...(closed ? { closed: window } : {}),
        ...(begun ? { begun: window } : {}),
        ...again,
      }
    : undefined;
  const wrong = !good || (start?.mistakes.length ?? 0) > 0;
  const body = (
    <PreviewPage
      {...countyView(county, language)}
      year={year}
      problems={linesOf(problems, language)}
      warnings={linesOf(notes, language)}
      {...(start ? { start } : {})}
    />
  );
  return shown({ status: wrong ? 422 : 200, wrong, title: translator(language)(countyTexts.preview), body });
}

const CHOICES: readonly Beginning['clock'][] = ['live', 'trial', 'record'];

async function startCampaign(visit: PageRequest, deps: PageDeps): Promise<PageAnswer> {
  const { request, actor, person, language } = visit;
  const t = translator(language);
  const form = formOf(request);
  const year = Number(typed(form, 'year'));
  const upload = typed(form, 'upload');
  const file = await findUpload(deps.store, { id: upload, account: person._id });
  if (!file || !/^20\d\d$/.test(String(year)))
    return filePage(visit, typed(form, 'year'), [{ field: 'file', text: t(countyTexts.uploadGone) }]);
  const { county, problems } = await readUpload(file, actor, deps.plan);
  if (!county || problems.length > 0) return previewPage(visit, deps, year, file);
  // Whatever the form does not say is a rehearsal, which harms nobody.
  const clock = CHOICES.find((choice) => choice === typed(form, 'clock')) ?? 'trial';
  const acceptProvisional = typed(form, 'accept') === 'on';
  if (typed(form, 'do') === 'change') return previewPage(visit, deps, year, file, { upload, clock, accepted: acceptProvisional });
  const startKey = `${upload}/${year}/${clock}`;
  const placeOf = ({ _id }: Campaign) => redirect(person.role === 'administrator' ? '/campaigns' : campaignPath(_id));
  const before = await findStarted(deps.store, startKey);
  if (before) return placeOf(before);
  const begun = await beginCampaign(deps, actor, { county, year, clock, acceptProvisional, startKey });
  if (begun.kind === 'started') return placeOf(begun.campaign);
  // Pressed twice at once: the other press was faster.
  const meanwhile = begun.kind === 'exists' ? await findStarted(deps.store, startKey) : undefined;
  if (meanwhile) return placeOf(meanwhile);
  const mistake = mistakeOf(begun, year, language);
  const page = await previewPage(visit, deps, year, file, { upload, clock, accepted: acceptProvisional, mistakes: [mistake] });
  return begun.kind === 'unavailable' && page.kind === 'page' ? { ...page, status: 503 } : page;
}

/** Why it did not begin. */
function mistakeOf(begun: Exclude<Begun, { readonly kind: 'started' }>, year: number, language: Language): Mistake {
  const t = translator(language);
  const day = (date: string) => datePhrase(date, language, String(year));
  switch (begun.kind) {
    case 'provisional':
      return { field: 'accept', text: t(countyTexts.acceptMissing) };
    case 'over':
      return { field: 'clock', text: t(countyTexts.over(year, day(begun.from), day(begun.to))) };
    case 'not-over':
      return { field: 'clock', text: t(countyTexts.notOver(year, day(begun.to))) };
    case 'exists':
      return { field: 'clock', text: t(countyTexts.exists) };
    case 'unavailable':
      return { text: t(countyTexts.unavailable) };
  }
}

function countyView(county: County | undefined, language: Language) {
  if (!county) return { county: '', townships: [], people: [] };
  const places = new Map(county.townships.map((row) => [`${county.id}/${row.id}`, row]));
  return {
    county: county.name,
    townships: county.townships.map(({ id, name, body, seats }) => ({ id, name, seats, working: body === 'WORKING_COMMITTEE' })),
    people: county.people.map(({ name, email, role, unit }) => ({
      name,
      email,
      role: roleName(role, language, places.get(unit)?.body),
      unit: places.get(unit)?.name ?? county.name,
    })),
  };
}

/** Problems with their place in the words of a person: row or line, then the path; from the top of the file. */
export function linesOf(problems: readonly Problem[], language: Language): ProblemLine[] {
  const zh = language === 'zh-Hans';
  const placeOf = ({ row = 0, code }: Problem) => (code === 'MORE_PROBLEMS' ? Number.POSITIVE_INFINITY : row);
  const fromTop = problems.toSorted((a, b) => placeOf(a) - placeOf(b) || 0);
  return fromTop.map(({ row, path, ...both }) => ({
    place: [row === undefined ? '' : zh ? `第 ${row} 行` : `line ${row}`, path].filter((part) => part !== '').join(' '),
    text: zh ? both.zh : both.en,
  }));
}

function paceText(ms: number, language: Language): string {
  return translator(language)(ms === 60_000 ? countyTexts.minute : countyTexts.seconds(Math.round(ms / 100) / 10));
}
