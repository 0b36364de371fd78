import { countsOf, judged } from './judged.ts';
import { LANDU, LANDU_STAGES, landuContext } from './landu.ts';

/** Prints every count and result of the sample township: run under several time zones by the test beside it. */
const printed = LANDU_STAGES.map((id) => ({ id, counts: countsOf(id, LANDU[id], landuContext()), ruleResults: judged(id, LANDU[id]) }));
process.stdout.write(JSON.stringify({ zone: new Date(2012, 8, 30).getTimezoneOffset(), printed }));
