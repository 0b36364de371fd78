import { MongoNetworkTimeoutError } from 'mongodb';
import { attempts } from './attempts.ts';
import { auditRows } from './audit.ts';
import { campaigns } from './campaigns.ts';
import { commandLog } from './command-log.ts';
import { commands } from './commands.ts';
import { countyReports } from './county-reports.ts';
import type { Store } from './database.ts';
import { dossiers } from './dossiers.ts';
import { DRAFT_KEPT_S, drafts } from './drafts.ts';
import { events } from './events.ts';
import { fileChunks, files } from './files.ts';
import { heartbeats } from './heartbeats.ts';
import { keptPosts, POST_KEPT_S } from './kept-posts.ts';
import { mails } from './mails.ts';
import { nonces } from './nonces.ts';
import { notices } from './notices.ts';
import { people } from './people.ts';
import { platforms } from './platforms.ts';
import { countyProgress, townshipProgress } from './progress.ts';
import { signInLinks } from './sign-in-links.ts';
import { takenBack } from './taken-back.ts';
import { uploadSlots } from './upload-slots.ts';
import { UPLOAD_KEPT_S, uploads } from './uploads.ts';

/** Tries of one collection's indexes: making them takes a slow machine longer than one answer may take, and goes on meanwhile. */
const TRIES = 10;

/** Creates what lists are read by, one collection after the other; safe to repeat. Each collection exists afterwards, which transactions need. */
export async function prepareIndexes(store: Store): Promise<void> {
  for (const create of creations(store)) await patiently(create);
}

async function patiently(create: () => Promise<unknown>, tries = TRIES): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!(error instanceof MongoNetworkTimeoutError) || tries <= 1) throw error;
    await patiently(create, tries - 1);
  }
}

function creations(store: Store): readonly (() => Promise<unknown>)[] {
  return [
    () =>
      commands(store).createIndexes([
        { key: { workflowId: 1, status: 1 } },
        { key: { 'actor.account': 1, sentAt: -1 } },
        { key: { status: 1, sentAt: 1 } },
        { key: { unsettled: 1, sentAt: 1 }, partialFilterExpression: { unsettled: true } },
      ]),
    () => attempts(store).createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]),
    () =>
      auditRows(store).createIndexes([
        { key: { at: -1, _id: -1 } },
        { key: { unit: 1, at: -1 } },
        { key: { target: 1, at: -1 } },
        { key: { concerns: 1, at: -1 } },
      ]),
    () => campaigns(store).createIndexes([{ key: { county: 1, createdAt: -1 } }, { key: { startKey: 1 }, unique: true, sparse: true }]),
    () => countyReports(store).createIndexes([{ key: { workflowId: 1, month: 1 } }]),
    () => commandLog(store).createIndexes([{ key: { workflowId: 1, recordedAt: 1 } }, { key: { campaign: 1, message: 1 } }]),
    () =>
      dossiers(store).createIndexes([{ key: { workflowId: 1, item: 1, writtenAt: -1 } }, { key: { 'attachments.id': 1 }, sparse: true }]),
    () => drafts(store).createIndexes([{ key: { savedAt: 1 }, expireAfterSeconds: DRAFT_KEPT_S }]),
    () => files(store).createIndexes([{ key: { 'metadata.touchedAt': 1 } }, { key: { 'metadata.workflowId': 1, 'metadata.item': 1 } }]),
    // As the driver would make it with the first upload.
    () => fileChunks(store).createIndexes([{ key: { files_id: 1, n: 1 }, unique: true }]),
    () => events(store).createIndexes([{ key: { workflowId: 1, sequence: -1 } }, { key: { campaign: 1, kind: 1 } }]),
    () => heartbeats(store).createIndexes([{ key: { at: 1 }, expireAfterSeconds: 3_600 }]),
    () =>
      keptPosts(store).createIndexes([
        { key: { keptAt: 1 }, expireAfterSeconds: POST_KEPT_S },
        { key: { stranger: 1, keptAt: -1 }, sparse: true },
      ]),
    () =>
      mails(store).createIndexes([
        { key: { createdAt: -1, _id: -1 } },
        { key: { status: 1, createdAt: 1 } },
        { key: { late: 1 }, sparse: true },
        { key: { digest: 1 }, sparse: true },
      ]),
    // Found by the nonce itself.
    () => nonces(store).createIndexes([{ key: { _id: 1 } }]),
    () => notices(store).createIndexes([{ key: { person: 1, createdAt: -1, _id: -1 } }]),
    // Named as the library behind the accounts names it, which makes sure of the same one.
    () =>
      people(store).createIndexes([
        { key: { email: 1 }, name: 'people_email_uidx', unique: true },
        { key: { role: 1, unit: 1 } },
        { key: { unit: 1, name: 1 } },
      ]),
    () => signInLinks(store).createIndexes([{ key: { person: 1 } }, { key: { expiresAt: 1 }, expireAfterSeconds: 0 }]),
    () => store.db.collection('sessions').createIndexes([{ key: { expiresAt: 1 }, expireAfterSeconds: 0 }]),
    () => store.db.collection('installation').createIndexes([{ key: { _id: 1 } }]),
    () =>
      townshipProgress(store).createIndexes([
        { key: { campaign: 1, township: 1 } },
        { key: { county: 1, township: 1 } },
        { key: { 'standing.waitingOn.body': 1, county: 1 } },
      ]),
    () => countyProgress(store).createIndexes([{ key: { campaign: 1 } }]),
    () => platforms(store).createIndexes([{ key: { county: 1, writtenAt: -1 } }]),
    () => takenBack(store).createIndexes([{ key: { campaign: 1, sentAt: 1 } }, { key: { toldAt: 1, sentAt: 1 } }]),
    () => uploadSlots(store).createIndexes([{ key: { claim: 1 } }]),
    () => uploads(store).createIndexes([{ key: { createdAt: 1 }, expireAfterSeconds: UPLOAD_KEPT_S }]),
  ];
}
