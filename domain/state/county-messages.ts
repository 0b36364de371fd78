import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { planAmendmentSchema } from '../plan/plan-amendment.ts';
import { actorSchema } from '../roles.ts';
import { type CountyState, countyItemIdSchema, enrolmentSchema } from './county-state.ts';

/** The messages that people send to a county's run. The same form as a township's: complete in itself, ids and digests only. */

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const head = { nonce: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/), actor: actorSchema };

export const COUNTY_MESSAGES = {
  /** The organization department approves the plan or sends it back (R93, R96). */
  decidePlan: z.strictObject({ ...head, digest, verdict: z.enum(['approve', 'return']), reasonDigest: digest.optional() }),
  /** County staff sign a compiled month, which sends it to the organization department (R85, R86). */
  sign: z.strictObject({ ...head, item: countyItemIdSchema, digest }),
  /** County staff publish the results document (R90, R91). */
  publish: z.strictObject({ ...head, revision: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/), digest }),
  /** County staff add townships later in the year. */
  enrol: z.strictObject({ ...head, townships: z.array(enrolmentSchema).min(1).max(200) }),
  /** County staff amend the plan for what is ahead; each township's run is told by a message of its own. */
  amendPlan: z.strictObject({ ...head, ...planAmendmentSchema.shape, reasonDigest: digest }),
  /** County staff end a record of the past, whatever of it is done. */
  endRecord: z.strictObject({ ...head, reasonDigest: digest }),
} as const;

export type CountyMessageName = keyof typeof COUNTY_MESSAGES;
export type CountyEnvelope<N extends CountyMessageName = CountyMessageName> = z.infer<(typeof COUNTY_MESSAGES)[N]>;
export type CountyMessage = { [N in CountyMessageName]: { readonly name: N; readonly envelope: CountyEnvelope<N> } }[CountyMessageName];

/** @throws Refusal when the county's run has no such item or it is not open for this. */
export function openItem(state: CountyState, id: string, status: 'open' | 'submitted', digestGiven?: string): CountyState['items'][number] {
  const item = state.items.find((candidate) => candidate.id === id);
  if (!item || item.status === 'off') throw new Refusal('NO_SUCH_ITEM', { item: id });
  if (item.status === 'passed') throw new Refusal('ALREADY_ANSWERED', { item: id });
  if (item.status !== status) throw new Refusal('NOT_OPEN', { item: id });
  if (digestGiven !== undefined && item.document?.digest !== digestGiven) throw new Refusal('STALE_REVISION', { item: id });
  return item;
}
