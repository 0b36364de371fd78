import { isGrpcServiceError } from '@temporalio/client';
import { MongoNetworkError, MongoNotConnectedError, MongoServerError, MongoServerSelectionError, MongoTopologyClosedError } from 'mongodb';
import { DatabaseTimeoutError } from '../../store/database.ts';
import { JsonError, type JsonErrorCode } from './json-error.ts';

/** What the body parser and the router say is wrong with a request, by the status they give it. */
const BY_STATUS: Readonly<Record<number, JsonErrorCode>> = { 400: 'MALFORMED', 413: 'TOO_LARGE', 415: 'NOT_JSON', 429: 'TOO_MANY' };

/** What a thrown value is to the client. */
export function errorOf(thrown: unknown): JsonError {
  if (thrown instanceof JsonError) return thrown;
  if (isAway(thrown)) return new JsonError('UNAVAILABLE');
  const status = thrown instanceof Error && 'status' in thrown ? Number(thrown.status) : 500;
  return new JsonError(BY_STATUS[status] ?? 'INTERNAL');
}

/** gRPC's codes for cancelled, deadline exceeded, unavailable. */
const AWAY: readonly number[] = [1, 4, 14];

/** A database that does not answer, or cannot be reached. */
const DATABASE_AWAY = [
  DatabaseTimeoutError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
];

/** Waiting for a free connection; the driver does not export the class. */
const NO_CONNECTION = 'MongoWaitQueueTimeoutError';

/** MongoDB's codes while it is stopped, or another node of the set takes over. */
const DATABASE_CHANGES: readonly unknown[] = [91, 189, 10_107, 11_600, 11_602, 13_435, 13_436];

/** A database or an engine that does not answer. */
function isAway(thrown: unknown): boolean {
  for (let cause = thrown; cause instanceof Error; cause = cause.cause) {
    const error = cause;
    if (DATABASE_AWAY.some((kind) => error instanceof kind) || error.name === NO_CONNECTION) return true;
    if (error instanceof MongoServerError && DATABASE_CHANGES.includes(error.code)) return true;
    if (isGrpcServiceError(error) && AWAY.includes(error.code)) return true;
  }
  return false;
}
