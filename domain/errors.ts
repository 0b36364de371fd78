/** Why something was refused. Each code has one HTTP status (api) and one sentence per language (texts). */
export const REFUSAL_CODES = [
  'VOUCHER_REFUSED',
  'NOT_AUTHORIZED',
  'WRONG_UNIT',
  'OWN_SUBMISSION',
  'CANDIDATE_DECIDES',
  'MESSAGE_MALFORMED',
  'NO_SUCH_ITEM',
  'NOT_OPEN',
  'NOT_SUBMITTED',
  'ALREADY_SUBMITTED',
  'ALREADY_ANSWERED',
  'NOT_YOUR_TURN',
  'STALE_ROUND',
  'STALE_REVISION',
  'RULE_FAILED',
  'RETURN_NOT_POSSIBLE',
  'RETURN_TARGET_WRONG',
  'VOTE_ALREADY_HELD',
  'STRAIGHT_BACK_BREAKS_RULE',
  'HELD',
  'ALREADY_HELD',
  'NOT_HELD',
  'HOLDER_OR_ABOVE_ONLY',
  'DUE_DATE_NOT_LATER',
  'NOTICE_DATE_WRONG',
  'REVIEW_DATE_WRONG',
  'REASON_MISSING',
  'NO_DEADLINES',
  'NO_RECORD',
  'DOCUMENT_MISSING',
  'DOCUMENT_DATE_WRONG',
  'OFFICE_BEFORE_AGREEMENT',
  'NO_TIE_TO_SETTLE',
  'TAKEN_WRONG',
  'NO_NOTICE_RUNNING',
  'NO_SUCH_PERSON',
  'OBJECTION_STEP_WRONG',
  'OBJECTION_WITH_DEPARTMENT',
  'ANSWER_INFORMANT_FIRST',
  'CANDIDATE_ALREADY_LOST',
  'LIST_NOT_OPEN_TO_CHANGE',
  'NOT_WAIVABLE',
  'SEAT_NOT_VACANT',
  'PLAN_NOT_NEWER',
  'CLOSED',
  'TOWNSHIP_EXISTS',
  'PLAN_NOT_APPROVED',
  // Of the api, never of a run: the form was sent before with something else in it.
  'NONCE_USED',
  // Written by `npm run verify -- --repair`, never by a run.
  'LOST_IN_RESTORE',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A business refusal: the process stays as it was. `details` are figures and ids for the sentence, never personal data. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: RefusalCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}
