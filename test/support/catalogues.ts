import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '../../api/pages/ui/texts/bilingual.ts';
import { projectFolder } from '../../engines/project-folder.ts';

const folder = path.join(projectFolder, 'api', 'pages');

/** Shared ones lie in `ui/texts/`, a page's own beside it: `texts.ts`, `history-texts.ts`. */
const isCatalogue = (file: string): boolean =>
  file.endsWith('texts.ts') || (file.startsWith('ui/texts/') && file !== 'ui/texts/bilingual.ts');

/** Every catalogue of the pages by the file it stands in: all that these files hold. */
export const CATALOGUES: Readonly<Record<string, Catalogue>> = Object.fromEntries(
  await Promise.all(
    readdirSync(folder, { encoding: 'utf8', recursive: true })
      .filter(isCatalogue)
      .map(async (file): Promise<[subject: string, words: Catalogue]> => {
        const held = Object.entries((await import(path.join(folder, file))) as Readonly<Record<string, unknown>>);
        const catalogues = held.filter(([name]) => name.endsWith('Texts')).map(([, words]) => words as Catalogue);
        return [file.replace(/\.ts$/, '').replace(/^ui\/texts\/|\/texts$/, ''), Object.assign({}, ...catalogues) as Catalogue];
      }),
  ),
);
