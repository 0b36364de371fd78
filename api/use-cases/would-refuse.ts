import { Refusal } from '../../domain/errors.ts';
import { TownshipDraft } from '../../domain/process/township-draft.ts';
import { takeMessage } from '../../domain/process/township-messages.ts';
import type { Actor } from '../../domain/roles.ts';
import type { ProcessEvent } from '../../domain/state/events.ts';
import { TOWNSHIP_MESSAGES, type TownshipMessage, type TownshipMessageName } from '../../domain/state/messages.ts';
import type { TownshipInput } from '../../domain/state/township-state.ts';
import type { TownshipView } from '../access/township-view.ts';

/** Stand for what is not known before the button is pressed. */
const PROBE = { nonce: 'asked-before-it-is-sent', reasonDigest: '0'.repeat(64), documentDigest: '0'.repeat(64) };

type Seen = Pick<TownshipView, 'campaign' | 'township' | 'progress' | 'now'>;

/**
 * Why the run would refuse this message if it arrived now, as far as the read model knows: the run's own rules, played
 * on a copy of its state. Pages offer only what would be taken. Nothing is sent, recorded or audited.
 * @param body the envelope without nonce, actor and digest of the reason, which is taken as given
 * @returns undefined when it would be taken
 */
export function wouldRefuse(
  view: Seen,
  actor: Actor,
  name: TownshipMessageName,
  body: Readonly<Record<string, unknown>>,
): Refusal | undefined {
  const played = play(view, actor, name, body);
  return played instanceof Refusal ? played : undefined;
}

/**
 * What this message would bring about if it arrived now, played like {@link wouldRefuse}: a page says what a button ends
 * before it is pressed. Nothing where it would be refused.
 */
export function wouldHappen(
  view: Seen,
  actor: Actor,
  name: TownshipMessageName,
  body: Readonly<Record<string, unknown>>,
): readonly ProcessEvent[] {
  const played = play(view, actor, name, body);
  return played instanceof Refusal ? [] : played;
}

function play(
  view: Seen,
  actor: Actor,
  name: TownshipMessageName,
  body: Readonly<Record<string, unknown>>,
): Refusal | readonly ProcessEvent[] {
  const schema = TOWNSHIP_MESSAGES[name];
  const parsed = schema.safeParse({
    ...body,
    nonce: PROBE.nonce,
    actor,
    ...('reasonDigest' in schema.shape ? { reasonDigest: PROBE.reasonDigest } : {}),
    ...(body['documentOn'] === undefined ? {} : { documentDigest: PROBE.documentDigest }),
  });
  if (!parsed.success) return new Refusal('MESSAGE_MALFORMED');
  try {
    const draft = new TownshipDraft(inputOf(view), view.progress.state, view.now);
    takeMessage(draft, { name, envelope: parsed.data } as TownshipMessage);
    return draft.events;
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
