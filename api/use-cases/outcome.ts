import type { RefusalCode } from '../../domain/errors.ts';
import type { RuleResult } from '../../domain/rules/rule-result.ts';
import type { Receipt } from '../../domain/state/messages.ts';

/**
 * What a person is told after pressing the button (blueprint's table). Each is true at the moment it is said:
 * - `recorded` took effect · `refused` did not, for this reason
 * - `unconfirmed` handed over, no answer yet: it may still take effect
 * - `received` kept by the engine until a worker is back
 * - `unavailable` nothing was handed over, nothing was recorded; `lost`: Temporal answers and does not know the run
 */
export type Outcome =
  | { readonly kind: 'recorded'; readonly reference: string; readonly receipt: Receipt }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly details: Readonly<Record<string, string | number>>;
      readonly ruleResults?: readonly RuleResult[];
    }
  | { readonly kind: 'unconfirmed'; readonly reference: string }
  | { readonly kind: 'received'; readonly reference: string }
  | { readonly kind: 'unavailable'; readonly lost?: true };

export type RefusedOutcome = Extract<Outcome, { kind: 'refused' }>;
