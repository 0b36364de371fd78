import { EnvError } from '../config/env.ts';
import { AlreadyRunningError, ChildNotReadyError, EngineNotFoundError, SecretsError, SystemNotReadyError } from '../engines/index.ts';
import { ArchiveError } from './archive/manifest.ts';
import { BetweenError, NoStoresError } from './reach-stores.ts';
import { RecallError } from './verify/recall.ts';

/** Failures whose message says all: a stack trace would only hide it. */
const selfExplaining = [
  AlreadyRunningError,
  ArchiveError,
  BetweenError,
  ChildNotReadyError,
  EngineNotFoundError,
  EnvError,
  NoStoresError,
  RecallError,
  SecretsError,
  SystemNotReadyError,
];

/** Tells a person why a command failed, and makes its exit code 1. */
export function reportFailure(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof Error && selfExplaining.some((kind) => error instanceof kind)) {
    console.error(`\n${error.message}`);
    if (error.cause instanceof Error) console.error(`  ${error.cause.message}`);
  } else {
    console.error(error);
  }
}
