/** What a person did, as MongoDB has it. */
export interface CommandOnRecord {
  readonly nonce: string;
  readonly workflowId: string;
  readonly status: string;
  readonly sentAt: Date;
}

/** By then a command that the engine forgot has been handed over again, ms: the api asks for a minute. */
const YOUNG_MS = 60_000;

/** Nonces of commands that MongoDB has called recorded for a while and that took effect in no history. */
export function phantomsOf(commands: readonly CommandOnRecord[], inHistories: ReadonlySet<string>, now: number): string[] {
  return commands
    .filter(({ nonce, status, sentAt }) => status === 'recorded' && now - sentAt.getTime() > YOUNG_MS && !inHistories.has(nonce))
    .map(({ nonce }) => nonce);
}
