import { mayRead } from '../../domain/authority/reading.ts';
import type { Actor } from '../../domain/roles.ts';
import { audit } from '../../store/audit.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { type FollowedUp, isOpen, listTakenBack, waiveTakenBack } from '../../store/taken-back.ts';
import type { UseCaseDeps } from './deps.ts';

/** What became of a command that a repair took back. */
export type FollowUp = 'open' | 'entered-again' | 'waived';

export function followUpOf(row: FollowedUp): FollowUp {
  if (isOpen(row)) return 'open';
  return row.enteredAgain === undefined ? 'waived' : 'entered-again';
}

/** The county's bodies and auditors look after them; whose command it was is told by a notice. */
export function maySeeTakenBack(actor: Actor, { county }: Campaign): boolean {
  return mayRead(actor, 'taken-back', county);
}

export function mayWaive(actor: Actor, { county }: Campaign): boolean {
  return actor.role === 'county-league' && actor.unit === county;
}

/** Commands of a campaign that a repair took back: what is still open first, oldest first. */
export async function takenBackIn({ store }: Pick<UseCaseDeps, 'store'>, { _id }: Campaign): Promise<FollowedUp[]> {
  const rows = await listTakenBack(store, _id);
  return [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
}

/**
 * County staff need the command no more. Pressing twice changes nothing.
 * @returns `waived`, or why not: nobody took back such a command here, or it was entered again meanwhile
 */
export async function waiveCommand(
  deps: Pick<UseCaseDeps, 'store' | 'now'>,
  actor: Actor,
  { campaign, nonce, reason }: { readonly campaign: Campaign; readonly nonce: string; readonly reason: string },
): Promise<'waived' | 'unknown' | 'entered-again'> {
  const row = (await takenBackIn(deps, campaign)).find((one) => one.nonce === nonce);
  if (!row) return 'unknown';
  if (row.enteredAgain !== undefined) return 'entered-again';
  const at = new Date(deps.now());
  if (await waiveTakenBack(deps.store, row._id, { account: actor.account, reason, at })) {
    const { account: by, role, unit } = actor;
    await audit(deps.store, { what: 'command-waived', by, role, unit, target: row.workflowId, requestId: nonce }, at);
  }
  return 'waived';
}
