import { Refusal } from '../../domain/errors.ts';
import { TOWNSHIP_MESSAGES, type TownshipMessage, type TownshipMessageName } from '../../domain/process/messages.ts';
import { TownshipDraft } from '../../domain/process/township-draft.ts';
import { takeMessage } from '../../domain/process/township-messages.ts';
import type { TownshipInput } from '../../domain/process/township-state.ts';
import type { Actor } from '../../domain/roles.ts';
import type { TownshipView } from './case.ts';

/** Stand for what is not known before the button is pressed. */
const PROBE = { nonce: 'asked-before-it-is-sent', reasonDigest: '0'.repeat(64) };

/**
 * Why the run would refuse this message if it arrived now, as far as the read model knows: the run's own rules, played
 * on a copy of its state. Pages offer only what would be taken. Nothing is sent, recorded or audited.
 * @param body the envelope without nonce, actor and digest of the reason, which is taken as given
 * @returns undefined when it would be taken
 */
export function wouldRefuse(
  view: Pick<TownshipView, 'campaign' | 'township' | 'progress' | 'now'>,
  actor: Actor,
  name: TownshipMessageName,
  body: Readonly<Record<string, unknown>>,
): Refusal | undefined {
  const schema = TOWNSHIP_MESSAGES[name];
  const parsed = schema.safeParse({
    ...body,
    nonce: PROBE.nonce,
    actor,
    ...('reasonDigest' in schema.shape ? { reasonDigest: PROBE.reasonDigest } : {}),
  });
  if (!parsed.success) return new Refusal('MESSAGE_MALFORMED');
  try {
    takeMessage(new TownshipDraft(inputOf(view), view.progress.state, view.now), { name, envelope: parsed.data } as TownshipMessage);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What the township's run was started with. */
function inputOf({ campaign, township }: Pick<TownshipView, 'campaign' | 'township'>): TownshipInput {
  const { plan, clock } = campaign.input;
  return {
    campaign: campaign._id,
    county: campaign.county,
    township: township.id,
    body: township.body,
    clock,
    plan,
    rules: township.rules,
  };
}
