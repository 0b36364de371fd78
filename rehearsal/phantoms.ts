/** What a person did, as MongoDB has it. */
export interface ActOnRecord {
  readonly nonce: string;
  readonly workflowId: string;
  readonly status: string;
  readonly sentAt: Date;
}

/** By then an act that the engine forgot has been handed over again, ms: the api asks for a minute. */
const YOUNG_MS = 60_000;

/** Nonces of acts that MongoDB has called recorded for a while and that took effect in no history. */
export function phantomsOf(acts: readonly ActOnRecord[], inHistories: ReadonlySet<string>, now: number): string[] {
  return acts
    .filter(({ nonce, status, sentAt }) => status === 'recorded' && now - sentAt.getTime() > YOUNG_MS && !inHistories.has(nonce))
    .map(({ nonce }) => nonce);
}
