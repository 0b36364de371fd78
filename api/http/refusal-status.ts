import type { RefusalCode } from '../../domain/errors.ts';

/** Not for this person to do. */
const AUTHORITY: readonly RefusalCode[] = [
  'VOUCHER_REFUSED',
  'NOT_AUTHORIZED',
  'WRONG_UNIT',
  'OWN_SUBMISSION',
  'CANDIDATE_DECIDES',
  'HOLDER_OR_ABOVE_ONLY',
];

/** What was sent cannot be taken, however things stand. Everything else has to do with how things stand: 409. */
const RULES: readonly RefusalCode[] = [
  'MESSAGE_MALFORMED',
  'RULE_FAILED',
  'RETURN_NOT_POSSIBLE',
  'RETURN_TARGET_WRONG',
  'VOTE_ALREADY_HELD',
  'STRAIGHT_BACK_BREAKS_RULE',
  'DUE_DATE_NOT_LATER',
  'NOTICE_DATE_WRONG',
  'REVIEW_DATE_WRONG',
  'REASON_MISSING',
  'NO_DEADLINES',
  'NO_RECORD',
  'DOCUMENT_MISSING',
  'DOCUMENT_DATE_WRONG',
  'OFFICE_BEFORE_AGREEMENT',
];

/** The HTTP status of a refusal, for the JSON API and the pages. */
export function statusOfRefusal(code: RefusalCode): 403 | 409 | 422 {
  return AUTHORITY.includes(code) ? 403 : RULES.includes(code) ? 422 : 409;
}
