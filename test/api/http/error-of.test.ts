import { MongoInvalidArgumentError, MongoNetworkError, MongoServerError, MongoStalePrimaryError } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { errorOf } from '../../../api/http/error-of.ts';
import { DatabaseTimeoutError } from '../../../store/database.ts';

const server = (code: number, ...errorLabels: string[]) => new MongoServerError({ message: 'a server says', code, errorLabels });
const grpc = (code: number) => Object.assign(new Error('a call failed'), { code, details: '', metadata: {} });

describe('what was thrown is', () => {
  test.each([
    ['a transaction without an end', new DatabaseTimeoutError('late')],
    ['a connection that broke', new MongoNetworkError('reset')],
    ['a primary that is none any more', new MongoStalePrimaryError('stale')],
    ['a server that stops', server(91)],
    ['a server that has just started and knows no majority yet', server(134)],
    ['a server that has just started and has no keys yet', server(211)],
    ['anything that the server says may be tried again', server(1, 'TransientTransactionError')],
    ['an outage inside another error', new Error('the session was not read', { cause: new MongoNetworkError('reset') })],
    ['an engine that does not answer', grpc(14)],
  ])('an outage: %s', (_what, thrown) => {
    expect(errorOf(thrown).code).toBe('UNAVAILABLE');
  });

  test.each([
    ['a key written twice', server(11_000)],
    ['a question that the database does not understand', server(9)],
    ['a driver used wrongly', new MongoInvalidArgumentError('no')],
    ['an engine that refuses', grpc(3)],
    ['anything else', new TypeError('no')],
  ])('our own mistake: %s', (_what, thrown) => {
    expect(errorOf(thrown).code).toBe('INTERNAL');
  });
});
