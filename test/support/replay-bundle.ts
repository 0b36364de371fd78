import { copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBundle } from '../../worker/build-bundle.ts';

/** Bundles are named after their sources: every test takes the same one. */
const KEPT = path.join(tmpdir(), 'league-reorg-test-bundles', 'bundles');

/** Puts the bundle that replays histories where `npm run verify` keeps it, so that it is not built once more for each data folder. */
export async function giveReplayBundle(dataDir: string): Promise<void> {
  const file = await ensureBundle(KEPT, 'replay');
  const folder = path.join(dataDir, 'bundles');
  await mkdir(folder, { recursive: true });
  await copyFile(file, path.join(folder, path.basename(file)));
}
