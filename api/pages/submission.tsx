import { fails } from '../../domain/process/verdict.ts';
import { itemTitle } from '../../domain/texts/notices.ts';
import type { PageDeps } from '../page-deps.ts';
import type { ItemView } from '../process/case.ts';
import { refuseSubmitter } from '../process/may-submit.ts';
import { formBeforehand } from '../process/proposed.ts';
import { checkDossier, type DossierProblem, latestRevisionOf, submitDossier } from '../process/submit-dossier.ts';
import { refusalText } from '../texts/refusals.ts';
import { SubmissionCheckPage, SubmissionFormPage } from '../web/submission-page.tsx';
import { translator } from '../web/texts/bilingual.ts';
import { itemTexts } from '../web/texts/item.ts';
import { namesOf } from './account-names.ts';
import { accountOptions, mistakesOf, readForm, rowsToDraw, valuesOf } from './dossier-content.ts';
import { formOf, newNonce, nonceOf, typed } from './form.ts';
import { guidanceOf } from './item-model.ts';
import { afterPress, refusedPage } from './outcome.tsx';
import { itemPath } from './paths.ts';
import { refusalToSubmit, verbFor } from './reader-verb.ts';
import { get, type Page, type PageAnswer, post, type Route, redirect, shown, type Visit } from './route.ts';
import { ITEM_ROUTE, itemToActOn, seenItem } from './seen-township.ts';
import { accountsOf, fieldsOfItem, shownFields } from './shown-fields.ts';

/** One visit to an item's form, with what it takes to draw it. */
interface Filling {
  readonly visit: Visit;
  readonly deps: PageDeps;
  readonly view: ItemView;
  readonly fields: ReturnType<typeof fieldsOfItem>;
}

/** A dossier: form → check → submitted. */
export const submissionRoutes: readonly Route[] = [
  get(`${ITEM_ROUTE}/submission`, async (visit, deps) => {
    const filling = fillingOf(visit, deps, await seenItem(visit, deps));
    const { view, fields } = filling;
    const { campaign, township, item } = view;
    if (refusalToSubmit(view, visit.actor, item)) return redirect(itemPath(campaign._id, township.id, item.id));
    const latest = await latestRevisionOf(deps, campaign, township.id, item.id);
    const values = valuesOf(item, fields, await formBeforehand(deps, view, latest?.dossier));
    return shown(await formPage(filling, { values, rows: rowsToDraw(fields, values) }));
  }),

  post(`${ITEM_ROUTE}/submission`, async (visit, deps) => {
    const view = await itemToActOn(visit, deps, 'submit');
    const filling = fillingOf(visit, deps, view);
    const form = formOf(visit.request);
    const { dossier, values } = readForm(view.item, filling.fields, form);
    const pressed = typed(form, 'do');
    if (pressed === 'submit') return submit(filling, dossier, values);
    if (pressed === 'change' || pressed.startsWith('add:')) {
      const rows = rowsToDraw(filling.fields, values, form, pressed.slice('add:'.length));
      return shown(await formPage(filling, { values, rows }));
    }
    return check(filling, dossier, values);
  }),
];

function fillingOf(visit: Visit, deps: PageDeps, view: ItemView): Filling {
  return { visit, deps, view, fields: fieldsOfItem(view.item.id, view.township.body) };
}

type Values = Readonly<Record<string, string>>;

async function check(filling: Filling, dossier: unknown, values: Values): Promise<PageAnswer> {
  const { visit, deps, view } = filling;
  const { campaign, township, item } = view;
  const refused = refusalToSubmit(view, visit.actor, item, Number(typed(formOf(visit.request), 'round')));
  if (refused) return refusedPage(visit, refused, await keptAs(filling, dossier));
  const checked = await checkDossier(deps, { campaign, township: township.id, item: item.id, dossier });
  if ('problems' in checked) return wrongForm(filling, values, checked.problems);
  const page = await checkPage(filling, checked, values, { nonce: newNonce(), unavailable: false });
  const stopped = fails(checked.verdicts).length > 0 || checked.brokenBehind !== undefined;
  return shown(stopped ? { ...page, status: 422, wrong: true } : page);
}

async function submit(filling: Filling, dossier: unknown, values: Values): Promise<PageAnswer> {
  const { visit, deps, view } = filling;
  const { campaign, township, item } = view;
  const form = formOf(visit.request);
  const nonce = nonceOf(form);
  const to = { campaign, township: township.id, item: item.id, round: Number(typed(form, 'round')), nonce };
  const outcome = (await refuseSubmitter(deps, visit.actor, to)) ?? (await submitDossier(deps, visit.actor, { ...to, dossier }));
  if ('problems' in outcome) return wrongForm(filling, values, outcome.problems);
  const again = (unavailable: boolean): Promise<Page> => checkedPage(filling, { ...to, dossier }, values, unavailable);
  if (outcome.kind === 'refused' && (outcome.code === 'RULE_FAILED' || outcome.code === 'STRAIGHT_BACK_BREAKS_RULE'))
    return shown({ ...(await again(false)), status: 422, wrong: true });
  return afterPress(visit, { outcome, nonce, again: () => again(true), ...(await keptAs(filling, dossier)) });
}

/** The check page once more, with the nonce it had. */
async function checkedPage(
  filling: Filling,
  post: Parameters<typeof checkDossier>[1] & { readonly nonce: string },
  values: Values,
  unavailable: boolean,
): Promise<Page> {
  const checked = await checkDossier(filling.deps, post);
  if ('problems' in checked) throw new Error(`dossier of ${post.item} was readable and is not`);
  return checkPage(filling, checked, values, { nonce: post.nonce, unavailable });
}

async function wrongForm(filling: Filling, values: Values, problems: readonly DossierProblem[]): Promise<PageAnswer> {
  const rows = rowsToDraw(filling.fields, values);
  return shown({ ...(await formPage(filling, { values, rows, problems })), status: 422, wrong: true });
}

interface Drawn {
  readonly values: Values;
  readonly rows: Readonly<Record<string, number>>;
  readonly problems?: readonly DossierProblem[];
}

async function formPage({ visit, deps, view, fields }: Filling, { values, rows, problems = [] }: Drawn): Promise<Page> {
  const { language } = visit;
  const [guidance, accounts] = await Promise.all([guidanceOf(deps, view, language), accountOptions(deps, view, language)]);
  const head = headOf(view, visit, itemTexts.formTitle);
  const body = (
    <SubmissionFormPage
      {...head}
      fields={fields}
      values={values}
      rows={rows}
      mistakes={mistakesOf(problems, language)}
      accounts={accounts}
      {...(guidance ? { guidance } : {})}
    />
  );
  return { title: head.title, trial: view.campaign.clock.kind === 'trial', body };
}

async function checkPage(
  filling: Filling,
  checked: Pick<Exclude<Awaited<ReturnType<typeof checkDossier>>, { problems: unknown }>, 'dossier' | 'verdicts' | 'brokenBehind'>,
  values: Values,
  { nonce, unavailable }: { readonly nonce: string; readonly unavailable: boolean },
): Promise<Page> {
  const { visit, view } = filling;
  const head = headOf(view, visit, itemTexts.checkTitle);
  const broken = checked.brokenBehind;
  const verb = verbFor(view, visit.actor, view.item) === 'report' ? 'report' : 'submit';
  const body = (
    <SubmissionCheckPage
      {...head}
      values={values}
      nonce={nonce}
      shown={await shownOf(filling, checked.dossier)}
      verdicts={checked.verdicts}
      {...(broken ? { brokenBehind: refusalText('STRAIGHT_BACK_BREAKS_RULE', { item: broken.item }, visit.language) } : {})}
      verb={verb}
      unavailable={unavailable}
    />
  );
  return { title: head.title, trial: view.campaign.clock.kind === 'trial', body };
}

function headOf({ campaign, township, item }: ItemView, { request, language }: Visit, title: typeof itemTexts.formTitle) {
  const name = itemTitle(item.id, language);
  const itemHref = itemPath(campaign._id, township.id, item.id);
  // The round that the form was opened in stays with it: what was filled in for an earlier one is not sent as the next.
  const round = Number(typed(formOf(request), 'round')) || item.round;
  return { title: translator(language)(title(name, township.name)), item: name, itemHref, action: `${itemHref}/submission`, round };
}

async function shownOf({ visit, deps, fields }: Filling, dossier: unknown) {
  return shownFields(fields, dossier, { language: visit.language, names: await namesOf(deps, accountsOf(fields, dossier)) });
}

/** Everything typed, shown with the reason why it was not recorded. */
async function keptAs(filling: Filling, dossier: unknown) {
  const { campaign, township, item } = filling.view;
  const kept = { href: itemPath(campaign._id, township.id, item.id), fields: await shownOf(filling, dossier) };
  return { trial: campaign.clock.kind === 'trial', kept };
}
