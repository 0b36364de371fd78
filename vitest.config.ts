import { defineConfig } from 'vitest/config';

/** Folders under test/ that start no engine, server or browser. */
const UNIT = ['boundaries', 'compose', 'config', 'domain', 'requirements'];
const unitTests = UNIT.map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);

/** Where the counts are written for `.ci/run`, beside what is printed. */
const countsFile = process.env.VITEST_JSON_FILE;

export default defineConfig({
  test: {
    teardownTimeout: 30_000,
    reporters: countsFile ? ['default', ['json', { outputFile: countsFile }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: unitTests,
          // They change nothing that others see, so what one file has read in serves the next.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'engines',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: unitTests,
          // A process reads the product in once for all its files: half of the time went into that. A file puts back what it changes.
          isolate: false,
          // Each file starts a Temporal or a MongoDB of its own; a first run downloads them in a hook. Four at a time: on two cores,
          // three leave a fifth of them idle, as engines start and clocks run out.
          maxWorkers: 4,
          testTimeout: 600_000,
          expect: { poll: { timeout: 120_000 } },
          hookTimeout: 600_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
