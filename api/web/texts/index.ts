import type { Catalogue } from './bilingual.ts';
import { errorTexts } from './errors.ts';
import { formTexts } from './forms.ts';
import { layoutTexts } from './layout.ts';
import { processTexts, verbTexts } from './process.ts';
import { roleTexts } from './roles.ts';
import { tasksTexts } from './tasks.ts';
import { townshipTexts } from './township.ts';

/** Every catalogue by the file it stands in: what the test of missing words reads. */
export const CATALOGUES: Readonly<Record<string, Catalogue>> = {
  errors: errorTexts,
  forms: formTexts,
  layout: layoutTexts,
  process: { ...processTexts, ...verbTexts },
  roles: roleTexts,
  tasks: tasksTexts,
  township: townshipTexts,
};
