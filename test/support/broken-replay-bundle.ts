import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureBundle } from '../../worker/build-bundle.ts';

/** How a township's code can go wrong while its history is replayed. */
const FAULTS = {
  /** Asks for something that no history has. */
  'unlike-history': 'await _temporalio_workflow__WEBPACK_IMPORTED_MODULE_0__.sleep("1 day");',
  /** Never comes back. */
  hangs: 'for (;;) {}',
  /** Takes the whole process with it. */
  dies: 'TextEncoder.constructor("return process")().abort();',
} as const;
export type Fault = keyof typeof FAULTS;

/** Puts into `folder`, where `npm run verify` looks for its bundle, one whose code goes wrong for these townships. */
export async function breakReplayBundle(folder: string, faults: Readonly<Record<string, Fault>>): Promise<void> {
  const whole = await ensureBundle(path.join(folder, 'whole'), 'replay');
  const code = await readFile(whole, 'utf8');
  const head = /async function reorganizeTownship\(input\b[^)]*\) \{\n/.exec(code)?.[0];
  if (head === undefined) throw new Error('the bundle looks otherwise than it did');
  const broken = Object.entries(faults).map(
    ([township, fault]) => `    if (input.township === ${JSON.stringify(township)}) { ${FAULTS[fault]} }\n`,
  );
  await mkdir(path.join(folder, 'bundles'), { recursive: true });
  await writeFile(path.join(folder, 'bundles', path.basename(whole)), code.replace(head, `${head}${broken.join('')}`));
}
