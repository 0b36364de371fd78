import { judge } from './judge.ts';
import { LANDU_STAGES } from './landu.ts';

/** Prints every count and result from the vote to the appointment: run under several time zones by the test beside it. */
const printed = LANDU_STAGES.map((stage) => judge(stage));
process.stdout.write(JSON.stringify({ zone: new Date(2012, 8, 30).getTimezoneOffset(), printed }));
