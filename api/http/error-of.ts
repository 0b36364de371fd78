import { isGrpcServiceError } from '@temporalio/client';
import {
  MongoError,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoStalePrimaryError,
  MongoTopologyClosedError,
} from 'mongodb';
import { DatabaseTimeoutError } from '../../store/database.ts';
import { NotTakenError } from './load.ts';
import { RequestError, type RequestErrorCode } from './request-error.ts';

/** What the body parser and the router say is wrong with a request, by the status they give it. */
const BY_STATUS: Readonly<Record<number, RequestErrorCode>> = { 400: 'MALFORMED', 413: 'TOO_LARGE', 415: 'NOT_JSON', 429: 'TOO_MANY' };

const NOT_TAKEN = { busy: 'BUSY', readOnly: 'READ_ONLY', late: 'UNAVAILABLE', unavailable: 'UNAVAILABLE' } as const;

/** What a thrown value is to the client. */
export function errorOf(thrown: unknown): RequestError {
  if (thrown instanceof RequestError) return thrown;
  if (thrown instanceof NotTakenError) return new RequestError(NOT_TAKEN[thrown.why]);
  if (isAway(thrown)) return new RequestError('UNAVAILABLE');
  const status = thrown instanceof Error && 'status' in thrown ? Number(thrown.status) : 500;
  return new RequestError(BY_STATUS[status] ?? 'INTERNAL');
}

/** gRPC's codes for cancelled, deadline exceeded, unavailable. */
const AWAY: readonly number[] = [1, 4, 14];

/** A database that does not answer, or cannot be reached. */
const DATABASE_AWAY = [
  DatabaseTimeoutError,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoServerSelectionError,
  MongoStalePrimaryError,
  MongoTopologyClosedError,
];

/** Waiting for a free connection, a pool that is closed: the driver does not export the classes. */
const NO_CONNECTION: readonly string[] = ['MongoWaitQueueTimeoutError', 'MongoPoolClosedError'];

/** What driver and server put on what may be tried again: nothing about it was wrong. */
const PASSING = ['RetryableWriteError', 'TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableError'];

/**
 * MongoDB's codes of the same kind that carry no label: it cannot be reached, stops, starts (94, 134, 211: not initiated, no majority
 * yet, no keys yet), is not or no longer the primary, interrupts what runs, or takes too long.
 */
const DATABASE_CHANGES: readonly unknown[] = [
  6, 7, 24, 50, 64, 89, 91, 94, 112, 133, 134, 189, 202, 211, 225, 239, 246, 251, 262, 290, 317, 384, 9001, 10_058, 10_107, 11_600, 11_601,
  11_602, 13_435, 13_436,
];

/** A database or an engine that does not answer. */
function isAway(thrown: unknown): boolean {
  for (let cause = thrown; cause instanceof Error; cause = cause.cause) {
    const error = cause;
    if (DATABASE_AWAY.some((kind) => error instanceof kind) || NO_CONNECTION.includes(error.name)) return true;
    if (error instanceof MongoError && PASSING.some((label) => error.hasErrorLabel(label))) return true;
    if (error instanceof MongoServerError && DATABASE_CHANGES.includes(error.code)) return true;
    if (isGrpcServiceError(error) && AWAY.includes(error.code)) return true;
  }
  return false;
}
