import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, test } from 'vitest';

const run = promisify(execFile);

const MISSING = 'no LibreOffice: install Debian’s libreoffice-writer, libreoffice-calc and poppler-utils';

/** A program on PATH, or undefined. */
function programNamed(name: string): string | undefined {
  const places = (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function officeAvailable(): boolean {
  return programNamed('soffice') !== undefined && programNamed('pdftotext') !== undefined;
}

/** A group of tests with LibreOffice: skipped where there is none, and says so; with `REQUIRE_OFFICE=1` it fails there. */
export function describeInOffice(title: string, body: () => void): void {
  if (officeAvailable()) describe(title, body);
  else if (process.env.REQUIRE_OFFICE === '1') {
    describe(title, () => {
      test('finds an office program', () => {
        throw new Error(MISSING);
      });
    });
  } else {
    // oxlint-disable-next-line vitest/no-disabled-tests -- the title says why
    describe.skip(`${title} (skipped: ${MISSING})`, body);
  }
}

/**
 * Opens files in LibreOffice as they are and prints them: the text of each page of each, by the file's name. A file that
 * it cannot open without repairing it is not among them.
 */
export async function printedPages(files: ReadonlyMap<string, Buffer>): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'league-reorg-office-'));
  try {
    const pages = new Map<string, readonly string[]>();
    for (const [name, content] of files) await writeFile(path.join(folder, name), content);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const convert = [profile, '--headless', '--norestore', '--convert-to', 'pdf', '--outdir'];
    for (const name of files.keys()) {
      // A folder each: files of one name and two kinds do not overwrite one another.
      const printed = path.join(folder, `${name}.printed`);
      await run('soffice', [...convert, printed, path.join(folder, name)], { timeout: 300_000 });
      const pdf = path.join(printed, `${path.parse(name).name}.pdf`);
      if (await isThere(pdf)) pages.set(name, (await run('pdftotext', ['-layout', pdf, '-'])).stdout.split('\f').slice(0, -1));
    }
    return pages;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function isThere(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    () => false,
  );
}
