import { readFileSync } from 'node:fs';
import { lostRequirements } from './lost-requirements.ts';
import { isTested, readSections } from './requirements-file.ts';

/**
 * `check-passed.ts RESULTS`, after a whole `npm test`: holds the tests that requirements name against those that passed,
 * by vitest's JSON. Exit code 1, with a list, when a requirement lost a test.
 */
const [results] = process.argv.slice(2);
if (results === undefined) throw new Error('usage: check-passed.ts RESULTS');

const sections = readSections();
const lost = lostRequirements(sections, JSON.parse(readFileSync(results, 'utf8')));
if (lost.length > 0) {
  console.error('\n这些要求失去了测试 / requirements that lost a test (docs/requirements/requirements.yaml):');
  for (const { id, zh, en, file, title, why } of lost) console.error(`  ${id} ${zh} / ${en}\n    ${why}: ${file} › ${title}`);
  process.exitCode = 1;
} else {
  const tested = sections.flatMap(({ rows }) => rows).filter(isTested);
  console.log(`${tested.length} 条要求的测试全部通过 / the tests of all ${tested.length} requirements passed`);
}
