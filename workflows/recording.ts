import { type LocalActivityOptions, proxyLocalActivities, proxySinks, type Sinks, workflowInfo } from '@temporalio/workflow';
import type { PlanClock } from '../domain/clock.ts';
import type { RecordingActivities, RecordSource } from './activity-interfaces.ts';

/**
 * MongoDB may be away for a while: an attempt fails fast, and after a few seconds the retries become timers of the
 * server, growing to two minutes, so that waiting costs the history next to nothing.
 */
const RECORDING: LocalActivityOptions = {
  startToCloseTimeout: '15s',
  localRetryThreshold: '4s',
  retry: { initialInterval: '300ms', backoffCoefficient: 2, maximumInterval: '2m' },
};

export const recording = proxyLocalActivities<RecordingActivities>(RECORDING);

/** What a validator refused, for the audit: a refused message leaves no trace in a history. */
export interface AuditSinks extends Sinks {
  audit: {
    refused(refusal: {
      readonly workflowId: string;
      readonly message: string;
      readonly code: string;
      readonly nonce?: string;
      readonly actor?: unknown;
    }): void;
  };
}

export const { audit } = proxySinks<AuditSinks>();

export function sourceOf(input: { readonly campaign: string; readonly county: string; readonly clock: PlanClock }): RecordSource {
  const { workflowId, runId, historyLength } = workflowInfo();
  return { workflowId, runId, historyLength, campaign: input.campaign, county: input.county, clock: input.clock };
}
