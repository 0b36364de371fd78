import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type DiskSpace, type DiskTrouble, diskText, diskTrouble } from '../../domain/language/disk.ts';
import type { Language } from '../../domain/language/sentence.ts';
import { type StoresTrouble, storesTroubleText } from '../../domain/language/stores-trouble.ts';
import { unreadableRunsText } from '../../domain/language/stuck-runs.ts';
import type { Role } from '../../domain/roles.ts';
import type { Store } from '../../store/database.ts';
import { databaseDisk } from '../../store/disk.ts';
import { readStoresMark } from '../../store/stores-mark.ts';
import { stuckRuns } from '../../store/stuck-runs.ts';

/** What is wrong with the installation as a whole, for every page: looked at every few seconds, not for each. */
export interface Conditions {
  /** Nothing is taken that would have to be written. */
  readonly readOnly: () => boolean;
  readonly disk: () => DiskSpace | undefined;
  /** Sentences for a reader. @param role undefined: who is not signed in */
  readonly remarks: (role: Role | undefined, language: Language) => string[];
  /** By kind, for whoever watches. */
  readonly kinds: () => readonly (StoresTrouble | 'temporal-damaged' | `disk-${DiskTrouble}`)[];
  /** Looks until `stop`. */
  readonly keep: (stop: AbortSignal) => Promise<void>;
}

const EVERY_MS = 2_000;

/** Who can do something about a disk that fills up, or a process database that is damaged. */
const CARETAKERS: readonly (Role | undefined)[] = ['administrator', 'county-league', 'organization-department'];

export function createConditions(store: Store, logger: Pick<Logger, 'warn' | 'error' | 'info'>): Conditions {
  let space: DiskSpace | undefined;
  let disk: DiskTrouble | undefined;
  let stores: StoresTrouble | undefined;
  let unreadable = 0;

  async function look(): Promise<void> {
    const [found, mark, runs] = await Promise.all([
      databaseDisk(store),
      readStoresMark(store),
      stuckRuns(store).countDocuments({ kind: 'unreadable' }),
    ]);
    stores = mark?.trouble?.kind;
    unreadable = runs;
    const now = diskTrouble(found, disk);
    if (now !== disk) logger[now === 'full' ? 'error' : now ? 'warn' : 'info']({ ...found, disk: now ?? 'enough' }, 'disk space');
    [space, disk] = [found, now];
  }

  return {
    readOnly: () => disk === 'full',
    disk: () => space,
    remarks: (role, language) => [
      ...(stores ? [storesTroubleText(stores, language)] : []),
      ...(unreadable > 0 && CARETAKERS.includes(role) ? [unreadableRunsText(unreadable, role === 'administrator', language)] : []),
      ...(disk && space && (disk === 'full' || CARETAKERS.includes(role)) ? [diskText(disk, space, language)] : []),
    ],
    kinds: () => [
      ...(stores ? [stores] : []),
      ...(unreadable > 0 ? (['temporal-damaged'] as const) : []),
      ...(disk ? [`disk-${disk}` as const] : []),
    ],
    async keep(stop) {
      while (!stop.aborted) {
        // Without an answer what was seen last still holds: a database that is away says so itself.
        await look().catch(() => undefined);
        await pause(EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
      }
    },
  };
}
