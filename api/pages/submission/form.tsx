import { itemTitle } from '../../../domain/notifications/notices.ts';
import { dropDraft, findDraft, saveDraft } from '../../../store/drafts.ts';
import type { StoredFile } from '../../../store/files.ts';
import type { ItemView } from '../../access/township-view.ts';
import { ATTACHMENT_ENDINGS } from '../../use-cases/attachment-type.ts';
import { ownFiles } from '../../use-cases/dossier-attachments.ts';
import { formBeforehand } from '../../use-cases/proposed.ts';
import { type DossierProblem, latestRevisionOf } from '../../use-cases/submit-dossier.ts';
import { roundBefore } from '../../use-cases/tasks.ts';
import type { PageDeps } from '../deps.ts';
import { guidanceOf } from '../item/model.ts';
import { itemTexts } from '../item/texts.ts';
import { attachmentPath, itemPath } from '../paths.ts';
import { formOf, typed } from '../routing/form.ts';
import type { Page, PageRequest } from '../routing/route.ts';
import { refusalToSubmit } from '../shared/reader-verb.ts';
import { againText } from '../shared/round-before.ts';
import { fieldsOfItem } from '../shared/shown-fields.ts';
import { momentText } from '../ui/dates.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { accountOptions, mistakesOf, rowsToDraw, valuesOf } from './dossier-content.ts';
import { SubmissionFormPage } from './view.tsx';

/** One visit to an item's form, with what it takes to draw it. */
export interface Filling {
  readonly visit: PageRequest;
  readonly deps: PageDeps;
  readonly view: ItemView;
  readonly fields: Awaited<ReturnType<typeof fieldsOfItem>>;
}

/** What a form holds: everything typed by input name, and the files that go with it. */
export interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly attached: readonly StoredFile[];
}

export async function fillingOf(visit: PageRequest, deps: PageDeps, view: ItemView): Promise<Filling> {
  return { visit, deps, view, fields: await fieldsOfItem(deps, view) };
}

/** The item that a file is for. */
export function placeOf({ view }: Filling) {
  return { campaign: view.campaign, township: view.township.id, item: view.item.id };
}

/** The files that a posted form names and that the person may submit. */
export function attachedTo(filling: Filling, ids: string): Promise<StoredFile[]> {
  return ownFiles(filling.deps, filling.visit.actor, placeOf(filling), ids.split(' '));
}

function draftPlace({ visit, view }: Filling) {
  return { account: visit.actor.account, workflowId: view.progress._id, item: view.item.id };
}

/** The form as its reader finds it: with what they typed and did not submit, else with what is on record. */
export async function formAtFirst(filling: Filling): Promise<Drawn> {
  const { deps, view, fields, visit } = filling;
  const { campaign, township, item } = view;
  const draft = await findDraft(deps.store, draftPlace(filling), item.round);
  if (draft) {
    const attached = await attachedTo(filling, draft.attachments.join(' '));
    return {
      values: draft.values,
      attached,
      rows: rowsToDraw(fields, draft.values),
      draftOf: momentText(draft.savedAt.getTime(), visit.language),
    };
  }
  const latest = await latestRevisionOf(deps, campaign, township.id, item.id);
  const values = valuesOf(item, fields, await formBeforehand(deps, view, latest?.dossier));
  const attached = await attachedTo(filling, (latest?.attachments ?? []).map(({ id }) => id).join(' '));
  return { values, attached, rows: rowsToDraw(fields, values) };
}

/** Keeps what is typed until it is submitted; not when the round that it was typed for is over, or it is another's turn. */
export async function keepDraft(filling: Filling, { values, attached }: Filled): Promise<void> {
  const { deps, view, visit } = filling;
  const round = Number(typed(formOf(visit.request), 'round'));
  if (round !== view.item.round || refusalToSubmit(view, visit.actor, view.item)) return;
  const draft = { values, attachments: attached.map(({ id }) => id), savedAt: new Date(deps.now()) };
  await saveDraft(deps.store, draftPlace(filling), round, draft);
}

export async function discardDraft(filling: Filling): Promise<void> {
  await dropDraft(filling.deps.store, draftPlace(filling));
}

/** What a form is drawn with. */
export interface Drawn extends Filled {
  /** How many rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly problems?: readonly DossierProblem[];
  /** Mistakes beside those of the dossier: of a file, of rows that were pasted. */
  readonly mistakes?: readonly Mistake[];
  readonly draftOf?: string;
  readonly done?: readonly string[];
}

export async function formPage({ visit, deps, view, fields }: Filling, drawn: Drawn): Promise<Page> {
  const { values, attached, rows, problems = [], mistakes = [], draftOf, done } = drawn;
  const { language } = visit;
  const { campaign, township, item } = view;
  const [guidance, accounts] = await Promise.all([guidanceOf(deps, view, language), accountOptions(deps, view, language)]);
  const head = headOf(view, visit, itemTexts.formTitle);
  const body = (
    <SubmissionFormPage
      {...head}
      fields={fields}
      values={values}
      rows={rows}
      rowsAt={`${head.itemHref}/rows`}
      mistakes={[...mistakesOf(problems, language), ...mistakes]}
      accounts={accounts}
      attachments={{
        files: attached.map(({ id, name, size }) => ({ id, name, size, href: attachmentPath(campaign._id, township.id, item.id, id) })),
        uploadAt: `${head.itemHref}/attachments`,
        maxMb: deps.attachments.maxBytes / 1024 / 1024,
        most: deps.attachments.perDossier,
        accept: ATTACHMENT_ENDINGS.join(','),
      }}
      {...(guidance ? { guidance } : {})}
      {...(draftOf ? { draftOf } : {})}
      {...(done ? { done } : {})}
    />
  );
  return { title: head.title, campaign, body };
}

export function headOf(
  { campaign, township, item, earlier }: ItemView,
  { request, language }: PageRequest,
  title: typeof itemTexts.formTitle,
) {
  const name = itemTitle(item.id, language);
  const itemHref = itemPath(campaign._id, township.id, item.id);
  // The round that the form was opened in stays with it: what was filled in for an earlier one is not sent as the next.
  const round = Number(typed(formOf(request), 'round')) || item.round;
  const before = roundBefore(item);
  const reason = before && earlier.find(({ round }) => round === before)?.reason;
  const again = before ? { again: againText({ ended: before.ended, ...(reason ? { reason } : {}) }, language) } : {};
  return {
    title: translator(language)(title(name, township.name)),
    item: name,
    itemHref,
    action: `${itemHref}/submission`,
    round,
    ...again,
  };
}
