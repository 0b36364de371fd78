import { isGrpcServiceError } from '@temporalio/client';
import { MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { JsonError, type JsonErrorCode } from './json-error.ts';

/** What the body parser and the router say is wrong with a request, by the status they give it. */
const BY_STATUS: Readonly<Record<number, JsonErrorCode>> = { 400: 'MALFORMED', 413: 'TOO_LARGE', 415: 'NOT_JSON' };

/** What a thrown value is to the client. */
export function errorOf(thrown: unknown): JsonError {
  if (thrown instanceof JsonError) return thrown;
  if (isAway(thrown)) return new JsonError('UNAVAILABLE');
  const status = thrown instanceof Error && 'status' in thrown ? Number(thrown.status) : 500;
  return new JsonError(BY_STATUS[status] ?? 'INTERNAL');
}

/** gRPC's codes for cancelled, deadline exceeded, unavailable. */
const AWAY: readonly number[] = [1, 4, 14];

/** A database or an engine that does not answer. */
function isAway(thrown: unknown): boolean {
  for (let cause = thrown; cause instanceof Error; cause = cause.cause) {
    if (
      cause instanceof MongoServerSelectionError ||
      cause instanceof MongoNetworkError ||
      (isGrpcServiceError(cause) && AWAY.includes(cause.code))
    )
      return true;
  }
  return false;
}
