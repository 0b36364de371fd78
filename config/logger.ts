import { type DestinationStream, type Logger, pino } from 'pino';
import type { Env } from './env.ts';
import { redact } from './redact.ts';

/** Whose log it is, and from which level on. */
export interface LoggerSettings {
  readonly level: Env<'api'>['LOG_LEVEL'];
  /** Stands in every line. */
  readonly process: string;
}

/**
 * One JSON object a line. Tokens, cookies, e-mail addresses, telephone numbers, people's names and comments are taken out of the
 * finished line: fields, messages, errors and their causes, child loggers and what libraries log through it all pass there.
 * @param destination default: standard output
 */
export function createLogger({ level, process: name }: LoggerSettings, destination: DestinationStream = pino.destination(1)): Logger {
  const { errWithCause } = pino.stdSerializers;
  return pino(
    {
      level,
      base: { process: name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errWithCause, error: errWithCause },
    },
    { write: (line) => destination.write(`${JSON.stringify(redact(JSON.parse(line)))}\n`) },
  );
}
