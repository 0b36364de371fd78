import { z } from 'zod';
import type { Actor, Role } from '../../domain/roles.ts';
import { audit } from '../../store/audit.ts';
import type { Campaign } from '../../store/campaigns.ts';
import { keepPlatform } from '../../store/platforms.ts';
import { linkMark } from '../http/request-context.ts';
import type { UseCaseDeps } from './deps.ts';
import { takeNonce } from './one-content.ts';
import type { RefusedOutcome } from './outcome.ts';
import { line } from './typed-text.ts';

/** Who puts the county's platform on record; everybody of the county reads it. */
export const PLATFORM_KEEPERS = ['county-league'] as const satisfies readonly Role[];

/** The county's messaging group and web exchange (R81, R82) as county staff put them on record. */
export const platformFields = {
  group: line(60),
  number: z.string().regex(/^[0-9]{5,20}$/),
  since: z.iso.date(),
  members: z.int().min(0).max(1_000_000),
  website: line(300)
    .regex(/^https?:\/\//)
    .optional(),
};

const platformSchema = z.strictObject(platformFields);
export type PlatformFields = z.output<typeof platformSchema>;

/** Of an address of the right form: whether it can be opened, which no pattern says. */
export function isWebAddress(website: string): boolean {
  return platformFields.website.safeParse(website).success && URL.canParse(website);
}

/**
 * Puts the platform on record, audited. Posting twice changes nothing.
 * @returns the refusal when the nonce was used by somebody else or for something else
 */
export async function recordPlatform(
  deps: UseCaseDeps,
  actor: Actor,
  { campaign, nonce, platform }: { readonly campaign: Campaign; readonly nonce: string; readonly platform: PlatformFields },
): Promise<RefusedOutcome | undefined> {
  const used = await takeNonce(deps, actor, { nonce, workflowId: campaign.workflowId, message: 'platform', content: platform });
  if (used) return used;
  const writtenAt = new Date(deps.now());
  const { website, ...fields } = platform;
  const record = { ...fields, ...(website === undefined ? {} : { website }) };
  const row = { ...record, _id: nonce, county: campaign.county, account: actor.account, writtenAt };
  if (await keepPlatform(deps.store, row)) {
    const { account: by, role, unit } = actor;
    const entry = { what: 'platform-recorded', by, role, unit, target: campaign.county, requestId: nonce, ...linkMark() };
    await audit(deps.store, entry, writtenAt);
  }
  return undefined;
}
