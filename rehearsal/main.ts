import { once } from 'node:events';
import path from 'node:path';
import { projectFolder } from '../engines/project-folder.ts';
import { CountyFileError, readRehearsalCounty } from './county-file.ts';
import { createDisplay } from './display.ts';
import { OptionError, type RehearsalOptions, readOptions, USAGE } from './options.ts';
import { rehearse } from './rehearse.ts';
import { resultJson } from './result.ts';
import { ScratchSystem } from './scratch-system.ts';
import { shortcomingsOf } from './shortcomings.ts';
import { summaryOf } from './summary.ts';

/** `npm run rehearse`. */

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort(new Error('stopped')));

try {
  const options = readOptions(process.argv.slice(2), path.join(projectFolder, 'examples', 'county.yaml'));
  if (options) await run(options);
  else process.stdout.write(`${USAGE}\n`);
} catch (error) {
  process.exitCode = 1;
  if (!stop.signal.aborted) tell(error);
}

async function run({ county: file, year, pace, keep, json, idle, faults, load, restore }: RehearsalOptions): Promise<void> {
  const display = createDisplay();
  const county = await readRehearsalCounty(file);
  display.say(`【演练】${county.county.name} ${year} 年，${county.county.townships.length} 个乡镇，一天 ${pace} 毫秒 / rehearsal`);
  // What was recorded when is looked up in the logs.
  const scratch = await ScratchSystem.start((line) => display.say(line), stop.signal, faults || load ? 'info' : 'warn');
  let keepFolder = false;
  try {
    const findings = await rehearse({
      scratch,
      county,
      year,
      pace,
      display,
      idleDecisions: idle,
      signal: stop.signal,
      load,
      ...(faults ? { faults } : {}),
      ...(restore ? { restore } : {}),
    }).catch((error: unknown) => {
      // What went wrong is looked for in a system that still runs.
      if (!keep || stop.signal.aborted) throw error;
      tell(error);
    });
    if (findings) process.stdout.write(`${summaryOf(findings)}\n`);
    const wrong = !findings || shortcomingsOf(findings).length > 0;
    if (wrong) process.exitCode = 1;
    // What went wrong under faults does not happen again the same way.
    keepFolder = wrong && (faults !== undefined || load) && !stop.signal.aborted;
    if (keep) process.stdout.write(`\n${keptRunning(scratch)}\n`);
    if (findings && json) process.stdout.write(`\n${JSON.stringify(resultJson(findings))}\n`);
    if (keep) await once(stop.signal, 'abort');
  } finally {
    await scratch.stop({ keepFolder });
    if (keepFolder) display.say(`文件夹保留，内有日志和两边的数据 / kept, with logs and both stores: ${scratch.folder}`);
  }
}

function keptRunning({ folder, system: { url }, stores }: ScratchSystem): string {
  return [
    `全部保持运行，Ctrl-C 结束 / everything keeps running, Ctrl-C ends it`,
    `  网页 app：     ${url}`,
    `  流程界面 UI：  ${url}/temporal/`,
    `  引擎 engines：  ${stores.temporalAddress} ${stores.mongodbUri}`,
    `  文件夹 folder：${folder}`,
    `  登录 sign in： DATA_DIR=${folder} npm run admin -- link 邮箱`,
  ].join('\n');
}

function tell(error: unknown): void {
  const plain = error instanceof OptionError || error instanceof CountyFileError;
  process.stderr.write(`\n${plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
