import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { describe, test } from 'vitest';

/** The one without windows first: on two cores it loads a page in half the time, in eight processes instead of 47. */
const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const MISSING = 'no Chromium: install Debian’s chromium-headless-shell or chromium, or name one in CHROMIUM_BIN';

/** Keep a test's browser to the pages of the test: no sandbox for root, no network of its own. */
const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium of this machine, `CHROMIUM_BIN` before the usual places; undefined when there is none. */
export function browserPath(): string | undefined {
  const named = process.env.CHROMIUM_BIN;
  return (named ? [named] : PLACES).find(isProgram);
}

export function browserAvailable(): boolean {
  return browserPath() !== undefined;
}

/**
 * Starts Chromium with a fresh profile, which goes with `browser.close()`. Without JavaScript:
 * `browser.newContext({ javaScriptEnabled: false })`.
 * @param switches more of Chromium's own
 * @throws Error when there is none.
 */
export async function launchBrowser(switches: readonly string[] = []): Promise<Browser> {
  const executablePath = browserPath();
  if (!executablePath) throw new Error(MISSING);
  return chromium.launch({ executablePath, headless: true, args: [...SWITCHES, ...switches] });
}

/** A group of tests in Chromium: skipped where there is none, and says so; with `REQUIRE_BROWSER=1` it fails there. */
export function describeInBrowser(title: string, body: () => void): void {
  if (browserAvailable()) describe(title, body);
  else if (process.env.REQUIRE_BROWSER === '1') {
    describe(title, () => {
      test('finds a browser', () => {
        throw new Error(MISSING);
      });
    });
  } else {
    // oxlint-disable-next-line vitest/no-disabled-tests -- the title says why
    describe.skip(`${title} (skipped: ${MISSING})`, body);
  }
}
