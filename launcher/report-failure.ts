import { EnvError } from '../config/env.ts';
import { NamespaceError } from '../config/namespace.ts';
import { TemporalAwayError } from '../config/temporal.ts';
import {
  AlreadyRunningError,
  ChildNotReadyError,
  DamagedDatabaseError,
  EngineNotFoundError,
  SecretsError,
  SystemNotReadyError,
} from '../engines/index.ts';
import { ArchiveError } from './archive/manifest.ts';
import { StoresApartError } from './compare-at-start.ts';
import { plainFailure } from './plain-failure.ts';
import { BetweenError, NoStoresError } from './reach-stores.ts';
import { ReplayError } from './verify/replay.ts';

/** Failures whose message says all: a stack trace would only hide it. */
const selfExplaining = [
  AlreadyRunningError,
  ArchiveError,
  BetweenError,
  ChildNotReadyError,
  DamagedDatabaseError,
  EngineNotFoundError,
  EnvError,
  NamespaceError,
  NoStoresError,
  ReplayError,
  SecretsError,
  StoresApartError,
  SystemNotReadyError,
  TemporalAwayError,
];

/** Tells a person why a command failed, and makes its exit code 1. */
export function reportFailure(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof Error && selfExplaining.some((kind) => error instanceof kind)) {
    console.error(`\n${error.message}`);
    if (error.cause instanceof Error) console.error(`  ${plainFailure(error.cause) ?? error.cause.message}`);
  } else {
    const plain = plainFailure(error);
    console.error(plain === undefined ? error : `\n${plain}`);
  }
}
