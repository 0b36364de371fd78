import { randomUUID } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';
import type { Actor } from '../../domain/roles.ts';
import { townshipWorkflowId } from '../../store/campaigns.ts';
import {
  type FilePlace,
  FileTooLargeError,
  filesOf,
  readFile,
  removeFiles,
  type StoredFile,
  takeFile,
  writeFile,
} from '../../store/files.ts';
import { fillSlot, freeSlot, takeSlot } from '../../store/upload-slots.ts';
import { type AttachmentLimits, type AttachmentRefusal, MB, refusals } from './attachment-refusals.ts';
import { endsAs, kindOf, mayBeAttached, mediaTypeOf } from './attachment-type.ts';
import type { UseCaseDeps } from './deps.ts';
import type { AttachmentPlace } from './dossier-attachments.ts';

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
function tidyName(name: string): string {
  const bare = (name.split(/[/\\]/).at(-1) ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029"]/gu, '')
    .trim();
  const [, stem = bare, ending = ''] = /^(.*?)(\.[^.]{1,8})?$/su.exec(bare) ?? [];
  return `${(stem.match(/./gsu) ?? []).slice(0, NAME_MAX).join('') || '附件'}${ending}`;
}
