import { errorOf } from '../../http/error-of.ts';
import { NotTakenError } from '../../http/load.ts';
import type { ErrorView } from '../ui/error-page.tsx';
import { errorTexts } from '../ui/texts/errors.ts';

/** A page that cannot be shown; its kind says why. */
export type PageErrorKind =
  | 'notFound'
  | 'notKept'
  | 'notYours'
  | 'expired'
  | 'tooLarge'
  | 'tooMany'
  | 'malformed'
  | 'unavailable'
  | 'busy'
  | 'late'
  | 'readOnly'
  | 'broken';

const STATUS: Readonly<Record<PageErrorKind, number>> = {
  notFound: 404,
  notKept: 404,
  notYours: 403,
  expired: 403,
  tooLarge: 413,
  tooMany: 429,
  malformed: 400,
  unavailable: 503,
  busy: 503,
  late: 503,
  readOnly: 503,
  broken: 500,
};

export class PageError extends Error {
  readonly kind: PageErrorKind;
  readonly status: number;

  constructor(kind: PageErrorKind) {
    super(kind);
    this.name = 'PageError';
    this.kind = kind;
    this.status = STATUS[kind];
  }
}

/** What a thrown value is to the reader. */
export function pageErrorOf(thrown: unknown): PageError {
  if (thrown instanceof PageError) return thrown;
  if (thrown instanceof NotTakenError) return new PageError(thrown.why);
  const { status } = thrown instanceof Error && 'status' in thrown ? thrown : { status: undefined };
  if (status === 403) return new PageError('expired');
  if (status === 404) return new PageError('notFound');
  if (status === 413) return new PageError('tooLarge');
  if (status === 429) return new PageError('tooMany');
  if (status === 400 || status === 415) return new PageError('malformed');
  const { code } = errorOf(thrown);
  if (code === 'NOT_FOUND') return new PageError('notFound');
  if (code === 'NOT_YOURS') return new PageError('notYours');
  return new PageError(code === 'UNAVAILABLE' ? 'unavailable' : 'broken');
}

/** @param number where the log tells more; shown with our own mistakes only */
export function errorView({ kind }: PageError, number: string): ErrorView {
  const view = { title: errorTexts[kind], why: errorTexts[`${kind}Why`] };
  return kind === 'broken' ? { ...view, number } : view;
}
