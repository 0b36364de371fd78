import { fails } from '../../../domain/rules/rule-result.ts';
import { stageOf } from '../../../domain/stages/item-definitions.ts';
import { isMonthlyReport } from '../../../domain/stages/items.ts';
import type { StoredFile } from '../../../store/files.ts';
import { detach } from '../../use-cases/dossier-attachments.ts';
import { refuseSubmitter } from '../../use-cases/may-submit.ts';
import { refusalText } from '../../use-cases/refusal-text.ts';
import { checkDossier, type DossierCheck, submitDossier } from '../../use-cases/submit-dossier.ts';
import { attachmentTexts } from '../attachments/texts.ts';
import { sizeText } from '../attachments/view.tsx';
import { itemTexts } from '../item/texts.ts';
import { itemPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { get, type Page, type PageAnswer, post, type Route, redirect, shown } from '../routing/route.ts';
import { namesOf } from '../shared/account-names.ts';
import { type Ending, endingMistakes, endingOf } from '../shared/endings.ts';
import { afterPress, refusedPage } from '../shared/outcome.tsx';
import { refusalToSubmit, verbFor } from '../shared/reader-verb.ts';
import { ITEM_ROUTE, seenItem } from '../shared/seen-township.ts';
import { accountsOf, shownFields } from '../shared/shown-fields.ts';
import type { ShownField } from '../ui/shown-dossier.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { readForm, rowsToDraw } from './dossier-content.ts';
import { attachedTo, discardDraft, type Filled, type Filling, fillingOf, formAtFirst, formPage, headOf, keepDraft } from './form.tsx';
import { fillInPasted, leftFiles } from './paste-rows-route.tsx';
import { SubmissionCheckPage } from './view.tsx';

type Checked = Exclude<DossierCheck, { problems: unknown }>;

/** A dossier: form → check → submitted. */
export const submissionRoutes: readonly Route[] = [
  get(`${ITEM_ROUTE}/submission`, async (visit, deps) => {
    const view = await seenItem(visit, deps);
    const { campaign, township, item } = view;
    if (refusalToSubmit(view, visit.actor, item)) return redirect(itemPath(campaign._id, township.id, item.id));
    const filling = await fillingOf(visit, deps, view);
    return shown(await formPage(filling, await formAtFirst(filling)));
  }),

  post(
    `${ITEM_ROUTE}/submission`,
    async (visit, deps) => {
      const view = await seenItem(visit, deps);
      const filling = await fillingOf(visit, deps, view);
      const form = formOf(visit.request);
      const pressed = typed(form, 'do');
      const { dossier, values } = readForm(view.item, filling.fields, form);
      const attached = await attachedTo(filling, typed(form, 'attachments'));
      if (pressed === 'submit') return submit(filling, dossier, { values, attached });
      if (pressed === 'discard') return discard(filling);
      const filled = await fillInPasted(filling, dossier, form, pressed.startsWith('paste:') ? pressed.slice('paste:'.length) : '');
      const typedIn = { values: filled.values, attached: await withoutDetached(filling, attached, pressed) };
      await keepDraft(filling, typedIn);
      const drawAgain = /^(?:change$|add:|paste:|detach:)/.test(pressed);
      const mistakes = [...filled.mistakes, ...(drawAgain ? [] : leftFiles(filling, form))];
      if (mistakes.length > 0) return wrongForm(filling, typedIn, { mistakes, done: filled.done });
      if (!drawAgain) return check(filling, filled.dossier, typedIn);
      const rows = rowsToDraw(filling.fields, typedIn.values, form, pressed.startsWith('add:') ? pressed.slice('add:'.length) : '');
      return shown(await formPage(filling, { ...typedIn, rows, done: filled.done }));
    },
    { redraw: { do: 'change' }, sends: { township: 'submit' } },
  ),
];

/** Goes back to what is on record; files that were never submitted go with the draft. */
async function discard(filling: Filling): Promise<PageAnswer> {
  const { visit, deps, view } = filling;
  await discardDraft(filling);
  for (const file of await attachedTo(filling, typed(formOf(visit.request), 'attachments'))) await detach(deps, visit.actor, file);
  return redirect(`${itemPath(view.campaign._id, view.township.id, view.item.id)}/submission`);
}

/** The files less the one whose button was pressed. */
async function withoutDetached({ visit, deps }: Filling, attached: readonly StoredFile[], pressed: string): Promise<readonly StoredFile[]> {
  const gone = pressed.startsWith('detach:') ? attached.find(({ id }) => id === pressed.slice('detach:'.length)) : undefined;
  if (gone) await detach(deps, visit.actor, gone);
  return attached.filter((file) => file !== gone);
}

async function check(filling: Filling, dossier: unknown, filled: Filled): Promise<PageAnswer> {
  const { visit, deps, view } = filling;
  const { campaign, township, item } = view;
  const refused = refusalToSubmit(view, visit.actor, item, Number(typed(formOf(visit.request), 'round')));
  if (refused) return refusedPage(visit, refused, await keptAs(filling, dossier, filled));
  const checked = await checkDossier(deps, { campaign, township: township.id, item: item.id, dossier });
  if ('problems' in checked) return wrongForm(filling, filled, { problems: checked.problems });
  const page = await checkPage(filling, checked, filled, { nonce: newNonce(), unavailable: false });
  const stopped = fails(checked.ruleResults).length > 0 || checked.brokenBehind !== undefined;
  return shown(stopped ? { ...page, status: 422, wrong: true } : page);
}

async function submit(filling: Filling, dossier: unknown, filled: Filled): Promise<PageAnswer> {
  const { visit, deps, view } = filling;
  const { campaign, township, item } = view;
  const form = formOf(visit.request);
  const nonce = nonceOf(form);
  const to = { campaign, township: township.id, item: item.id, round: Number(typed(form, 'round')), nonce };
  const attachments = typed(form, 'attachments')
    .split(' ')
    .filter((id) => id !== '');
  const ending = await endingBefore(filling, to, dossier);
  if (endingMistakes(ending, visit.language).length > 0) return tickMissing(filling, { ...to, dossier }, filled, ending);
  const outcome =
    (await refuseSubmitter(deps, visit.actor, to)) ?? (await submitDossier(deps, visit.actor, { ...to, dossier, attachments }));
  if ('problems' in outcome) return wrongForm(filling, filled, { problems: outcome.problems });
  const again = (unavailable: boolean): Promise<Page> => checkedPage(filling, { ...to, dossier }, filled, unavailable);
  if (outcome.kind === 'refused' && (outcome.code === 'RULE_FAILED' || outcome.code === 'STRAIGHT_BACK_BREAKS_RULE'))
    return shown({ ...(await again(false)), status: 422, wrong: true });
  return afterPress(visit, { outcome, nonce, again: () => again(true), ...(await keptAs(filling, dossier, filled)) });
}

/** What the dossier would end or void if it were submitted now. */
async function endingBefore(filling: Filling, to: { readonly round: number }, dossier: unknown): Promise<Ending | undefined> {
  const { campaign, township, item } = filling.view;
  const checked = await checkDossier(filling.deps, { campaign, township: township.id, item: item.id, dossier });
  return 'problems' in checked ? undefined : endingIn(filling, checked, to.round);
}

function endingIn({ visit, view }: Filling, { counts, dossier }: Pick<Checked, 'counts' | 'dossier'>, round: number): Ending | undefined {
  const { id } = view.item;
  if (isMonthlyReport(id)) return undefined;
  const postedOn = stageOf(id) === 'public-notice' ? (dossier as { readonly postedOn?: string }).postedOn : undefined;
  const body = { item: id, round, revision: 'not-kept-yet-00000', digest: '0'.repeat(64), counts, linkedAccounts: [] };
  return endingOf(view, visit, 'submit', { ...body, ...(postedOn ? { postedOn } : {}) });
}

/** The check page again: what it ends was not ticked. */
async function tickMissing(
  filling: Filling,
  post: Parameters<typeof checkDossier>[1] & { readonly nonce: string },
  filled: Filled,
  ending: Ending | undefined,
): Promise<PageAnswer> {
  const [mistake] = endingMistakes(ending, filling.visit.language);
  const page = await checkedPage(filling, post, filled, false, mistake?.text);
  return shown({ ...page, status: 422, wrong: true });
}

/** The check page once more, with the nonce it had. */
async function checkedPage(
  filling: Filling,
  post: Parameters<typeof checkDossier>[1] & { readonly nonce: string },
  filled: Filled,
  unavailable: boolean,
  tick?: string,
): Promise<Page> {
  const checked = await checkDossier(filling.deps, post);
  if ('problems' in checked) throw new Error(`dossier of ${post.item} was readable and is not`);
  return checkPage(filling, checked, filled, { nonce: post.nonce, unavailable, tick });
}

async function wrongForm(
  filling: Filling,
  filled: Filled,
  wrong: Pick<Parameters<typeof formPage>[1], 'problems' | 'mistakes' | 'done'>,
): Promise<PageAnswer> {
  const rows = rowsToDraw(filling.fields, filled.values);
  return shown({ ...(await formPage(filling, { ...filled, rows, ...wrong })), status: 422, wrong: true });
}

async function checkPage(
  filling: Filling,
  checked: Pick<Checked, 'dossier' | 'counts' | 'ruleResults' | 'brokenBehind'>,
  filled: Filled,
  { nonce, unavailable, tick }: { readonly nonce: string; readonly unavailable: boolean; readonly tick?: string | undefined },
): Promise<Page> {
  const { visit, view } = filling;
  const head = headOf(view, visit, itemTexts.checkTitle);
  const broken = checked.brokenBehind;
  const ending = endingIn(filling, checked, head.round);
  const verb = verbFor(view, visit.actor, view.item) === 'report' ? 'report' : 'submit';
  const body = (
    <SubmissionCheckPage
      {...head}
      values={{ ...filled.values, attachments: filled.attached.map(({ id }) => id).join(' ') }}
      nonce={nonce}
      shown={await shownOf(filling, checked.dossier, filled)}
      ruleResults={checked.ruleResults}
      {...(broken ? { brokenBehind: refusalText('STRAIGHT_BACK_BREAKS_RULE', { item: broken.item }, visit.language) } : {})}
      verb={verb}
      {...(ending ? { ending: { ...ending, ...(tick ? { mistake: tick } : {}) } } : {})}
      unavailable={unavailable}
    />
  );
  return { title: head.title, campaign: view.campaign, body };
}

async function shownOf({ visit, deps, fields }: Filling, dossier: unknown, { attached }: Filled): Promise<ShownField[]> {
  const t = translator(visit.language);
  const shown = shownFields(fields, dossier, { language: visit.language, names: await namesOf(deps, accountsOf(fields, dossier)) });
  if (attached.length === 0) return shown;
  const values = attached.map(({ name, size }) => `${name}${t(attachmentTexts.size(sizeText(size)))}`);
  return [...shown, { name: 'attachments', label: t(attachmentTexts.title), kind: 'list', values }];
}

/** Everything typed, shown with the reason why it was not recorded. */
async function keptAs(filling: Filling, dossier: unknown, filled: Filled) {
  const { campaign, township, item } = filling.view;
  const kept = { href: itemPath(campaign._id, township.id, item.id), fields: await shownOf(filling, dossier, filled) };
  return { campaign, kept };
}
