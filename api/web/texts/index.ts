import { accountTexts } from './accounts.ts';
import { actsTexts } from './acts.ts';
import { attachmentTexts } from './attachments.ts';
import type { Catalogue } from './bilingual.ts';
import { countyTexts } from './county.ts';
import { electionTexts } from './elections.ts';
import { errorTexts } from './errors.ts';
import { formTexts } from './forms.ts';
import { givenBackTexts } from './given-back.ts';
import { historyTexts } from './history.ts';
import { itemTexts } from './item.ts';
import { layoutTexts } from './layout.ts';
import { measuresTexts } from './measures.ts';
import { actVerbTexts, processTexts } from './process.ts';
import { auditDetailTexts, auditTexts, recordTexts } from './records.ts';
import { roleTexts } from './roles.ts';
import { specialTexts } from './special.ts';
import { takenBackTexts } from './taken-back.ts';
import { tasksTexts } from './tasks.ts';
import { townshipTexts } from './township.ts';

/** Every catalogue by the file it stands in: what the test of missing words reads. */
export const CATALOGUES: Readonly<Record<string, Catalogue>> = {
  acts: actsTexts,
  accounts: accountTexts,
  attachments: attachmentTexts,
  county: countyTexts,
  elections: electionTexts,
  errors: errorTexts,
  forms: formTexts,
  'given-back': givenBackTexts,
  history: historyTexts,
  item: itemTexts,
  layout: layoutTexts,
  measures: measuresTexts,
  process: { ...processTexts, ...actVerbTexts },
  records: { ...recordTexts, ...auditTexts, ...auditDetailTexts },
  roles: roleTexts,
  special: specialTexts,
  'taken-back': takenBackTexts,
  tasks: tasksTexts,
  township: townshipTexts,
};
