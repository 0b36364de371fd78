import { ApplicationFailure } from '@temporalio/common';
import type { Refusal } from '../domain/errors.ts';

/** A refusal as the engine carries it: its code is the failure's type, its figures the details. Never retried. */
export function refusalFailure(refusal: Pick<Refusal, 'code' | 'details'>): ApplicationFailure {
  return ApplicationFailure.create({ type: refusal.code, message: refusal.code, nonRetryable: true, details: [refusal.details] });
}
