import { counted } from '../language/counted.ts';
import { must, type Rule, should } from './rule.ts';

/** Rules of one form that many stages have: of so many things all are in order, or some number of them is not. */

type Figures = Rule['figures'];

interface Finding {
  readonly rule: string;
  readonly code: string;
  /** How many are not in order. */
  readonly wrong: number;
  readonly figures?: Figures;
  readonly yes: Rule['yes'];
  readonly no: Rule['no'];
}

const rule = ({ rule, code, wrong, figures, yes, no }: Finding): Rule => ({
  rule,
  code,
  figures: { ...figures, wrong },
  holds: wrong === 0,
  yes,
  no,
});

/** Stops the submission unless nothing is wrong. */
export function none(finding: Finding) {
  return must(rule(finding));
}

/** Is said, and recorded, unless nothing is wrong. */
export function betterNone(finding: Finding) {
  return should(rule(finding));
}

/** What is reported as done has been done: its day is not ahead of the plan's day. Advice, since it may only be a slip of the pen. */
export function notAhead(rule: string, days: number) {
  return should({
    rule,
    code: 'DATED_AHEAD',
    figures: { days },
    holds: days === 0,
    yes: ['所填日期都不晚于今天', 'No date lies in the future'],
    no: [`所填日期中最晚的比今天还晚 ${days} 天，请核对`, `The latest of the dates is ${counted(days, 'day')} ahead of today; check it`],
  });
}
