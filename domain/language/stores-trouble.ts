import type { Language } from './sentence.ts';

/**
 * In what the two stores do not fit together, as far as the service runs with it:
 * - `repairing` MongoDB is older than Temporal, and what is missing is being taken from the runs
 * - `mongodb-older` that was done, and something is left that the runs do not have
 * - `temporal-older` Temporal is older than MongoDB
 */
export type StoresTrouble = 'repairing' | 'mongodb-older' | 'temporal-older';

/** For every page, `/readyz` and the terminal. */
const SENTENCES: Readonly<Record<StoresTrouble, readonly [zh: string, en: string]>> = {
  repairing: [
    '数据库恢复自较早的时刻，正在按流程记录补齐。补齐之前，页面可能缺少最近的办理；请稍后再看，不要重复办理。',
    'The database is from an earlier moment and is being completed from the process record. Until then pages may lack the latest acts: please look again later, and enter nothing twice.',
  ],
  'mongodb-older': [
    '数据库恢复自较早的时刻，办理已按流程记录补齐，但有的材料和意见原文补不回。请系统管理员运行 npm run verify 查看是哪些，并请本人重新报送。',
    'The database is from an earlier moment. Commands were completed from the process record, but some dossiers and comments are gone. The administrator runs npm run verify to see which, and asks their people to enter them again.',
  ],
  'temporal-older': [
    '流程引擎恢复自较早的时刻，页面上最近的一些办理在流程里没有。请系统管理员运行 npm run verify 查看，再运行 npm run verify -- --repair。',
    'The process engine is from an earlier moment: it does not know some of the latest acts on these pages. The administrator runs npm run verify to see which, then npm run verify -- --repair.',
  ],
};

/** One sentence: what is wrong, and what to do. */
export function storesTroubleText(kind: StoresTrouble, language: Language): string {
  const [zh, en] = SENTENCES[kind];
  return language === 'en' ? en : zh;
}
