import { createHash } from 'node:crypto';
import type { Actor } from '../../domain/roles.ts';
import type { TownshipMessageName } from '../../domain/state/messages.ts';
import type { Campaign } from '../../store/campaigns.ts';
import type { UseCaseDeps } from './deps.ts';
import type { Outcome } from './outcome.ts';
import { sendTownshipMessage } from './township-messages.ts';

/** What was recorded for a county as a whole, and what follows from it for each of its townships. */
export interface CountyWide {
  readonly campaign: Campaign;
  /** Of the message to the county. */
  readonly nonce: string;
  readonly name: TownshipMessageName;
  readonly body: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** What became of it at one township. */
export interface ToldTownship {
  readonly township: string;
  readonly outcome: Outcome;
}

/** How long whoever pressed the button is still telling them, ms: only then does anybody else finish it. */
export const TELLING_MS = 15_000;

/** Brings it to these townships, one after the other. Told again, each counts it once. */
export async function tellTownships(
  deps: UseCaseDeps,
  actor: Actor,
  { campaign, nonce, name, body, reason }: CountyWide,
  townships: readonly string[],
): Promise<ToldTownship[]> {
  const told: ToldTownship[] = [];
  for (const township of townships) {
    const message = { campaign, township, name, nonce: townshipNonce(nonce, township), body, comment: reason };
    told.push({ township, outcome: await sendTownshipMessage(deps, actor, message) });
  }
  return told;
}

/** One message per township, each counted once. */
export function townshipNonce(nonce: string, township: string): string {
  return createHash('sha256').update(`${nonce}#${township}`).digest('base64url').slice(0, 32);
}
