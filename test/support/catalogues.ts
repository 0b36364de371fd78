import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '../../api/web/texts/bilingual.ts';
import { projectFolder } from '../../engines/project-folder.ts';

const folder = path.join(projectFolder, 'api', 'web', 'texts');

/** Every catalogue of the pages by the file it stands in: all that these files hold. */
export const CATALOGUES: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  await Promise.all(
    readdirSync(folder)
      .filter((file) => file !== 'bilingual.ts')
      .map(async (file): Promise<[subject: string, words: Catalogue]> => {
        const held = Object.entries((await import(path.join(folder, file))) as Readonly<Record<string, unknown>>);
        const catalogues = held.filter(([name]) => name.endsWith('Texts')).map(([, words]) => words as Catalogue);
        return [file.replace(/\.ts$/, ''), Object.assign({}, ...catalogues) as Catalogue];
      }),
  ),
);
