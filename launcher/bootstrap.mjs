/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-argument, typescript/no-unsafe-return -- JavaScript: not in the type check */
/**
 * What every npm command goes through: `node launcher/bootstrap.mjs ENTRY [arguments]`.
 * Installs the dependencies when they are missing or when package-lock.json has changed, then runs the TypeScript entry in this very
 * process: no second process between the terminal and the entry, so signals, arguments and exit code are simply its own.
 * Only Node's own modules here: nothing else may be installed yet.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = path.join(root, 'package-lock.json');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.league-reorg-stamp');

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

function checkNode() {
  const wanted = /(\d+)\.(\d+)/.exec(readJson(path.join(root, 'package.json')).engines.node);
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = [Number(wanted?.[1]), Number(wanted?.[2])];
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `需要 Node.js ${wantedMajor}.${wantedMinor} 或更高版本，当前为 ${process.versions.node} / Node.js ${wantedMajor}.${wantedMinor} or later is needed`,
  );
}

/** Whether what npm itself noted as installed is what the lock file asks for: then somebody ran `npm ci` by hand. */
function matchesLock() {
  const note = path.join(modules, '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = readJson(note).packages;
  return Object.entries(readJson(lockFile).packages).every(
    ([name, wanted]) => name === '' || wanted.optional === true || installed[name]?.version === wanted.version,
  );
}

function installMissing() {
  const digest = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  if (!matchesLock()) {
    console.log('正在安装依赖，首次约需一分钟 … / installing dependencies, about a minute the first time');
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
    if (npm.error !== undefined || npm.status !== 0) {
      fail(
        [
          `依赖安装失败（${npm.error?.message ?? `npm ci: ${npm.status ?? npm.signal}`}）。请检查网络，或换用 npm 镜像后重试：`,
          '  npm config set registry https://registry.npmmirror.com',
          'Installing the dependencies failed. Check the network, or set a reachable npm registry as above, and try again.',
        ].join('\n'),
      );
    }
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, digest);
}

const entry = process.argv[2] ?? fail('usage: node launcher/bootstrap.mjs ENTRY [arguments]');
checkNode();
installMissing();
const script = path.resolve(root, entry);
process.argv.splice(1, 2, script);
await import('tsx');
await import(pathToFileURL(script).href);
