import { catalogue } from './bilingual.ts';

/** What people are there for, where it is no body of the process. */
export const roleTexts = catalogue({
  auditor: { zh: '审计员', en: 'Auditor' },
  everywhere: { zh: '全部县', en: 'Every county' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
});
