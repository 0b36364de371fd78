import type { DossierProblem } from '../../domain/dossiers/index.ts';
import type { Bilingual } from '../../domain/language/problem.ts';
import type { Actor } from '../../domain/roles.ts';
import type { ItemId } from '../../domain/stages/items.ts';
import { type Campaign, townshipWorkflowId } from '../../store/campaigns.ts';
import type { Attachment, DossierRevision } from '../../store/dossiers.ts';
import { findFiles, isSubmitted, removeFiles, type StoredFile, touchFiles } from '../../store/files.ts';
import { type AttachmentLimits, refusals } from './attachment-refusals.ts';
import type { UseCaseDeps } from './deps.ts';

/** The item that a file is for. */
export interface AttachmentPlace {
  readonly campaign: Campaign;
  readonly township: string;
  readonly item: ItemId;
}

/** What of these ids the actor may submit for the item: files of their own, and what an earlier revision of it held. */
export async function ownFiles(
  { store }: Pick<UseCaseDeps, 'store'>,
  actor: Actor,
  place: AttachmentPlace,
  ids: readonly string[],
): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const found = await findFiles(store, { workflowId: townshipWorkflowId(place.campaign, place.township), item: place.item }, ids);
  const theirs = await Promise.all(found.map(async (file) => file.account === actor.account || (await isSubmitted(store, file.id))));
  return found.filter((_file, index) => theirs[index]);
}

/** A file that the reader of an item may have: one's own, or one of a revision that the item shows. */
export async function seenFile(
  { store }: Pick<UseCaseDeps, 'store'>,
  actor: Actor,
  place: AttachmentPlace,
  revisions: readonly (DossierRevision | undefined)[],
  id: string,
): Promise<StoredFile | undefined> {
  const [file] = await findFiles(store, { workflowId: townshipWorkflowId(place.campaign, place.township), item: place.item }, [id]);
  if (!file || file.account === actor.account) return file;
  return revisions.some((revision) => revision?.attachments?.some((one) => one.id === id)) ? file : undefined;
}

/** Takes a file out of a form: one that was never submitted goes at once, one on record only leaves this form. @returns whether it is gone */
export async function detach({ store }: Pick<UseCaseDeps, 'store'>, actor: Actor, file: StoredFile): Promise<boolean> {
  if (file.account !== actor.account || (await isSubmitted(store, file.id))) return false;
  await removeFiles(store, [file.id]);
  return true;
}

/**
 * The files of a dossier that is being submitted; from now on they stay. Each has to be the submitter's own, or one that
 * an earlier revision of the item held.
 */
export async function attachmentsToSubmit(
  deps: Pick<UseCaseDeps, 'store' | 'now'> & { readonly attachments: AttachmentLimits },
  actor: Actor,
  place: AttachmentPlace,
  ids: readonly string[],
): Promise<{ readonly attachments: readonly Attachment[] } | { readonly problems: readonly DossierProblem[] }> {
  const wrong = (code: string, { zh, en }: Bilingual) => ({ problems: [{ path: ['attachments'], code, zh, en }] });
  if (ids.length > deps.attachments.perDossier) return wrong('TOO_MANY', refusals.tooMany(deps.attachments));
  const found = await ownFiles(deps, actor, place, ids);
  const there = await touchFiles(
    deps.store,
    found.map(({ id }) => id),
    new Date(deps.now()),
  );
  if (found.length === new Set(ids).size && there === found.length) return { attachments: found.map(attachmentOf) };
  return wrong('ATTACHMENT_GONE', { zh: '有的附件已经不在了，请重新上传。', en: 'An attachment is no longer there; upload it again.' });
}

/** A file as a revision holds it. */
function attachmentOf({ id, sha256, name, size }: StoredFile): Attachment {
  return { id, sha256, name, size };
}
