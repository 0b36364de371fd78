import { catalogue } from './bilingual.ts';

/** What people are there for, where it is no body of the process. */
export const roleTexts = catalogue({
  auditor: { zh: '监督员（只看）', en: 'Monitor (read only)' },
  everywhere: { zh: '全部县', en: 'Every county' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
});
