import { setTimeout as pause } from 'node:timers/promises';
import { Router } from 'express';
import { proveStart, type StartProof } from '../../config/start-proof.ts';
import { stuckRunText } from '../../domain/language/stuck-runs.ts';
import type { Store } from '../../store/database.ts';
import { workerAlive } from '../../store/heartbeats.ts';
import { listStuckRuns } from '../../store/stuck-runs.ts';
import type { Conditions } from './conditions.ts';

export interface HealthDeps {
  readonly store: Store;
  /** Rejects when Temporal does not answer within `ms`. */
  readonly temporalAnswers: (ms: number) => Promise<void>;
  readonly now: () => number;
  readonly startProof?: StartProof | undefined;
  readonly conditions?: Pick<Conditions, 'kinds' | 'remarks'>;
}

/** Longest wait for any one part, ms. */
const PART_MS = 2_000;

/** What `/readyz` says of a part. */
type ProgressSummary = 'ok' | 'down' | 'damaged';

/** A run that needs somebody does not make the app unready: everything else goes on. */
interface StuckNote {
  readonly run: string;
  readonly kind: string;
  readonly since: string;
  readonly whatToDo: { readonly zh: string; readonly en: string };
}

/** Whether the process lives, and whether everything that it needs does. */
export interface Health {
  readonly router: Router;
  /** As `/readyz` says. */
  isReady(): Promise<boolean>;
  /** From now on not ready: a proxy sends nothing more, what is under way is finished. */
  drain(): void;
}

export function createHealth({ store, temporalAnswers, now, startProof, conditions }: HealthDeps): Health {
  let draining = false;

  const parts: Readonly<Record<string, () => Promise<unknown>>> = {
    mongodb: () => store.db.command({ ping: 1 }),
    temporal: () => temporalAnswers(PART_MS),
    worker: async () => {
      if (!(await workerAlive(store, new Date(now())))) throw new Error('no heartbeat');
    },
  };

  async function look(): Promise<Record<string, ProgressSummary>> {
    const entries = Object.entries(parts).map(async ([name, ask]) => [name, await progressSummaryOf(ask)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  async function stuck(): Promise<readonly StuckNote[]> {
    const runs = await listStuckRuns(store).catch(() => []);
    return runs.map(({ _id, kind, since }) => ({
      run: _id,
      kind,
      since: since.toISOString(),
      whatToDo: { zh: stuckRunText(kind, 'zh-Hans'), en: stuckRunText(kind, 'en') },
    }));
  }

  /** What does not make it unready, and needs somebody. */
  function remarks(): { conditions?: readonly { kind: string; whatToDo: { zh: string; en: string } }[] } {
    const kinds = conditions?.kinds() ?? [];
    const [zh, en] = (['zh-Hans', 'en'] as const).map((language) => conditions?.remarks('administrator', language) ?? []);
    if (kinds.length === 0) return {};
    return { conditions: kinds.map((kind, at) => ({ kind, whatToDo: { zh: zh?.[at] ?? '', en: en?.[at] ?? '' } })) };
  }

  async function standing(): Promise<{
    readonly ready: boolean;
    readonly parts: Record<string, ProgressSummary>;
    readonly stuckRuns: readonly StuckNote[];
  }> {
    const parts = await look();
    const stuckRuns = parts['mongodb'] === 'ok' ? await stuck() : [];
    // It answers, and cannot read what it keeps.
    if (parts['temporal'] === 'ok' && stuckRuns.some(({ kind }) => kind === 'unreadable')) parts['temporal'] = 'damaged';
    return { ready: !draining && Object.values(parts).every((one) => one === 'ok'), parts, stuckRuns };
  }

  const router = Router();
  router.get(['/healthz', '/readyz'], (request, response, next) => {
    proveStart(startProof, request, response);
    next();
  });
  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').json({ status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    const { ready, parts: found, stuckRuns } = await standing();
    const status = draining ? 'stopping' : ready ? 'ready' : 'not-ready';
    response
      .status(ready ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status, parts: found, stuckRuns, ...remarks() });
  });
  return {
    router,
    isReady: async () => (await standing()).ready,
    drain: () => {
      draining = true;
    },
  };
}

async function progressSummaryOf(ask: () => Promise<unknown>): Promise<ProgressSummary> {
  const stop = new AbortController();
  const answered = ask().then(
    () => 'ok' as const,
    () => 'down' as const,
  );
  const late = pause(PART_MS, 'down' as const, { signal: stop.signal }).catch(() => 'down' as const);
  try {
    return await Promise.race([answered, late]);
  } finally {
    stop.abort();
  }
}
