import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import type { DossierProblem } from '../../domain/dossiers/index.ts';
import { counted } from '../../domain/language/counted.ts';
import type { Bilingual } from '../../domain/language/problem.ts';
import type { Actor } from '../../domain/roles.ts';
import type { ItemId } from '../../domain/stages/items.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { townshipWorkflowId } from '../../store/campaigns.ts';
import type { Attachment, DossierRevision } from '../../store/dossiers.ts';
import {
  type FilePlace,
  FileTooLargeError,
  filesOf,
  findFiles,
  isSubmitted,
  readFile,
  removeFiles,
  type StoredFile,
  takeFile,
  touchFiles,
  writeFile,
} from '../../store/files.ts';
import { fillSlot, freeSlot, takeSlot } from '../../store/upload-slots.ts';
import { endsAs, kindOf, mayBeAttached, mediaTypeOf } from './attachment-type.ts';
import type { UseCaseDeps } from './deps.ts';
import type { ScanFile } from './virus-scan.ts';

const MB = 1024 * 1024;

/** How large attachments may be and how many a dossier may have. */
export interface AttachmentLimits {
  /** Of one file, in bytes. */
  readonly maxBytes: number;
  readonly perDossier: number;
  /** Looks for malicious content; without it nobody does. */
  readonly scan?: ScanFile | undefined;
}

export const ATTACHMENT_LIMITS: AttachmentLimits = { maxBytes: 20 * MB, perDossier: 20 };

/** The item that a file is for. */
export interface AttachmentPlace {
  readonly campaign: Campaign;
  readonly township: string;
  readonly item: ItemId;
}

export type AttachmentRefusal = Bilingual & {
  readonly code: 'TOO_LARGE' | 'TOO_MANY' | 'WRONG_TYPE' | 'NAME_DIFFERS' | 'EMPTY' | 'NO_FILE' | 'INFECTED' | 'NOT_SCANNED';
};

const refusals = {
  tooLarge: ({ maxBytes }: AttachmentLimits): AttachmentRefusal => ({
    code: 'TOO_LARGE',
    zh: `文件太大：一个附件最多 ${maxBytes / MB} MB。可以压缩图片、降低扫描分辨率，或拆成几个文件。`,
    en: `The file is too large: an attachment may have ${maxBytes / MB} MB. Scan at a lower resolution, or split it.`,
  }),
  tooMany: ({ perDossier }: AttachmentLimits): AttachmentRefusal => ({
    code: 'TOO_MANY',
    zh: `一份材料最多 ${perDossier} 个附件，请先移除不需要的。`,
    en: `A dossier may have ${counted(perDossier, 'attachment')}; remove one first.`,
  }),
  wrongType: {
    code: 'WRONG_TYPE',
    zh: '只能上传 PDF、JPEG、PNG、docx、xlsx；按文件内容识别，改扩展名没有用。旧的 .doc、.xls 请另存为 .docx、.xlsx。',
    en: 'Only PDF, JPEG, PNG, docx and xlsx can be attached, by their content, whatever the name says. Save .doc and .xls as .docx and .xlsx.',
  } satisfies AttachmentRefusal,
  nameDiffers: (kind: string): AttachmentRefusal => ({
    code: 'NAME_DIFFERS',
    zh: `文件名与内容不符：内容是 ${kind}，请把扩展名改成 .${kind} 再上传。`,
    en: `The name does not fit the content, which is ${kind}: let it end with .${kind} and upload it again.`,
  }),
  infected: {
    code: 'INFECTED',
    zh: '这个文件带有病毒，没有保存。请在您的电脑上查杀病毒后重新制作文件。',
    en: 'This file holds a virus and was not kept. Clean your computer and make the file anew.',
  } satisfies AttachmentRefusal,
  notScanned: {
    code: 'NOT_SCANNED',
    zh: '现在不能检查文件是否带病毒，没有保存。请过几分钟再上传；一直这样请告诉系统管理员。',
    en: 'Files cannot be checked for viruses right now, so this one was not kept. Try again in a few minutes, or tell the administrator.',
  } satisfies AttachmentRefusal,
  empty: { code: 'EMPTY', zh: '文件是空的。', en: 'The file is empty.' } satisfies AttachmentRefusal,
};

/** What is said when the button was pressed and no file was chosen. */
export const NO_FILE: AttachmentRefusal = { code: 'NO_FILE', zh: '请先选择文件。', en: 'Choose a file first.' };

/**
 * Takes a file as it comes: straight into the database, never whole in memory. Whoever calls has made sure that the
 * actor may submit the item.
 * @param has how many the dossier has already · @param announced bytes that the whole request says it has
 */
export async function attach(
  { store, now, attachments: limits }: Pick<UseCaseDeps, 'store' | 'now'> & { readonly attachments: AttachmentLimits },
  actor: Actor,
  place: AttachmentPlace,
  {
    name,
    content,
    has,
    announced,
  }: { readonly name: string; readonly content: Readable; readonly has: number; readonly announced: number },
): Promise<StoredFile | { readonly refused: AttachmentRefusal }> {
  if (has >= limits.perDossier) return { refused: refusals.tooMany(limits) };
  // What stands beside the file in a form is far less than this.
  if (announced > limits.maxBytes + 4 * MB) return { refused: refusals.tooLarge(limits) };
  const where = { account: actor.account, workflowId: townshipWorkflowId(place.campaign, place.township), item: place.item };
  const claim = randomUUID();
  const present = async () => (await filesOf(store, where)).map(({ id }) => id);
  if (!(await takeSlot(store, where, { claim, most: limits.perDossier, present, now: new Date(now()) })))
    return { refused: refusals.tooMany(limits) };
  const taken = await takeInto({ store, now, attachments: limits }, where, name, content).catch(async (error: unknown) => {
    await freeSlot(store, claim);
    throw error;
  });
  await ('refused' in taken ? freeSlot(store, claim) : fillSlot(store, claim, taken.id));
  return taken;
}

async function takeInto(
  { store, now, attachments: limits }: Pick<UseCaseDeps, 'store' | 'now'> & { readonly attachments: AttachmentLimits },
  where: FilePlace,
  name: string,
  content: Readable,
): Promise<StoredFile | { readonly refused: AttachmentRefusal }> {
  const given = tidyName(name);
  try {
    const written = await writeFile(store, content.pipe(lookedAt(content)), {
      ...where,
      name: given,
      most: limits.maxBytes,
      now: new Date(now()),
    });
    const refused = written.size === 0 ? refusals.empty : await judgeOrRemove(store, written.id, given, limits);
    if (typeof refused !== 'string') {
      await removeFiles(store, [written.id]);
      return { refused };
    }
    await takeFile(store, written.id, { type: refused, sha256: written.sha256 });
    return { ...where, ...written, name: given, type: refused };
  } catch (error) {
    if (error instanceof FileTooLargeError) return { refused: refusals.tooLarge(limits) };
    if (error instanceof WrongBeginningError) return { refused: refusals.wrongType };
    throw error;
  }
}

class WrongBeginningError extends Error {}

/** Lets a file through unless its first bytes tell that it is none of those allowed. */
function lookedAt(content: Readable): Transform {
  let beginning: Buffer | undefined = Buffer.alloc(0);
  const looking = new Transform({
    transform(piece: Buffer, _encoding, done) {
      if (beginning === undefined) return done(null, piece);
      beginning = Buffer.concat([beginning, piece]);
      const allowed = mayBeAttached(beginning);
      if (allowed === undefined) return done();
      const whole = beginning;
      beginning = undefined;
      if (allowed) done(null, whole);
      else done(new WrongBeginningError());
    },
    flush(done) {
      if (!beginning || beginning.length === 0) return done();
      done(new WrongBeginningError());
    },
  });
  content.once('error', (error) => looking.destroy(error));
  return looking;
}

/** As `judge`; a file that could not be judged does not stay either. */
async function judgeOrRemove(...asked: Parameters<typeof judge>): ReturnType<typeof judge> {
  return judge(...asked).catch(async (error: unknown) => {
    const [store, id] = asked;
    await removeFiles(store, [id]).catch(() => undefined);
    throw error;
  });
}

/** The media type of what was written, or why it does not stay. */
async function judge(
  store: UseCaseDeps['store'],
  id: string,
  name: string,
  { scan }: AttachmentLimits,
): Promise<string | AttachmentRefusal> {
  const kind = await kindOfStored(store, id);
  if (!kind) return refusals.wrongType;
  if (!endsAs(name, kind)) return refusals.nameDiffers(kind);
  const clean = scan ? await scan(readFile(store, id)).catch(() => undefined) : true;
  if (clean === undefined) return refusals.notScanned;
  return clean ? mediaTypeOf(kind) : refusals.infected;
}

/** @throws what the database threw: that it did not answer says nothing about the file */
async function kindOfStored(store: UseCaseDeps['store'], id: string): ReturnType<typeof kindOf> {
  const content = readFile(store, id);
  const failures: unknown[] = [];
  content.once('error', (error) => failures.push(error));
  const kind = await kindOf(content).catch(() => undefined);
  if (failures.length > 0) throw failures[0];
  return kind;
}

/** Longest name kept, in characters. */
const NAME_MAX = 120;

/** The name without the path and without characters that nobody sees; its ending stays. */
export function tidyName(name: string): string {
  const bare = (name.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029"]/gu, '')
    .trim();
  const [, stem = bare, ending = ''] = /^(.*?)(\.[^.]{1,8})?$/su.exec(bare) ?? [];
  return `${(stem.match(/./gsu) ?? []).slice(0, NAME_MAX).join('') || '附件'}${ending}`;
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
export function attachmentOf({ id, sha256, name, size }: StoredFile): Attachment {
  return { id, sha256, name, size };
}
