import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCES = ['workflows', 'domain'];

/** `worker`: what workers run. `replay`: the same workflows, telling what they recorded while a history is replayed. */
export type BundleKind = 'worker' | 'replay';

const FILES: Readonly<Record<BundleKind, { readonly name: string; readonly interceptors: readonly string[] }>> = {
  worker: { name: 'workflow-bundle', interceptors: [] },
  replay: { name: 'replay-bundle', interceptors: ['replay-sinks.ts'] },
};

/**
 * Builds the workflow bundle, or takes the one in `folder` that was built from exactly these sources, in exactly this
 * way, with exactly this SDK: bundling takes seconds, and worker and bundle must come from the same SDK version.
 * @returns the path of the bundle.
 */
export async function ensureBundle(folder: string, kind: BundleKind = 'worker'): Promise<string> {
  const { name } = FILES[kind];
  const file = path.join(folder, `${name}-${await fingerprint()}.js`);
  if (await readable(file)) return file;
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, await bundleOf(path.join(ROOT, 'workflows'), kind));
  await rename(draft, file);
  return file;
}

/** The code of the bundle of these workflows. */
export async function bundleOf(workflows: string, kind: BundleKind): Promise<string> {
  // Taken in only now: nearly every start finds its bundle, and the SDK takes a second.
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(workflows, 'index.ts'),
    payloadConverterPath: path.join(workflows, 'payload-converter.ts'),
    workflowInterceptorModules: FILES[kind].interceptors.map((one) => path.join(workflows, one)),
  });
  return code;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
    .update(sdkVersion())
    .update(await readFile(import.meta.filename));
  for (const folder of SOURCES) {
    const names = (await readdir(path.join(ROOT, folder), { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    for (const name of names) hash.update(name).update(await readFile(path.join(ROOT, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function sdkVersion(): string {
  const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  return version;
}

async function readable(file: string): Promise<boolean> {
  return readFile(file, 'utf8').then(
    (text) => text.length > 0,
    () => false,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = await ensureBundle(path.join(ROOT, 'build'));
  // A fixed name beside it, for images that name the bundle in their environment.
  await writeFile(path.join(ROOT, 'build', 'workflow-bundle.js'), await readFile(file));
  process.stdout.write(`${fileURLToPath(pathToFileURL(file))}\n`);
}
