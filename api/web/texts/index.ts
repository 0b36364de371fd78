import type { Catalogue } from './bilingual.ts';
import { errorTexts } from './errors.ts';
import { formTexts } from './forms.ts';
import { layoutTexts } from './layout.ts';
import { roleTexts } from './roles.ts';

/** Every catalogue by subject: what the test of missing words reads. */
export const CATALOGUES: Readonly<Record<string, Catalogue>> = {
  errors: errorTexts,
  forms: formTexts,
  layout: layoutTexts,
  roles: roleTexts,
};
