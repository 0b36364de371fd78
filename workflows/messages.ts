import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CountyEnvelope } from '../domain/state/county-messages.ts';
import type { CountyState } from '../domain/state/county-state.ts';
import type { Receipt, TownshipEnvelope, Vouched } from '../domain/state/messages.ts';
import type { TownshipState } from '../domain/state/township-state.ts';

/**
 * How long a workflow task may take. Longer than the engine's usual ten seconds, so that a long history can be replayed on a
 * busy machine, and short enough that a step whose worker died is soon given to another.
 */
export const STEP_TIMEOUT = '20s';

export const submitUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'submit'>>]>('submit');
export const decideUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'decide'>>]>('decide');
export const reportUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'report'>>]>('report');
export const extendUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'extend'>>]>('extend');
export const holdUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'hold'>>]>('hold');
export const releaseUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'release'>>]>('release');
export const closeUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'close'>>]>('close');
export const settleTieUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'settleTie'>>]>('settleTie');
export const objectUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'object'>>]>('object');
export const resolveObjectionUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'resolveObjection'>>]>('resolveObjection');
export const withdrawCandidateUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'withdrawCandidate'>>]>('withdrawCandidate');
export const reportVacancyUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'reportVacancy'>>]>('reportVacancy');
export const waiveUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'waive'>>]>('waive');
export const amendPlanUpdate = defineUpdate<Receipt, [Vouched<TownshipEnvelope<'amendPlan'>>]>('amendPlan');

/** The same messages for the time no worker runs, and for senders that want no answer. */
export const submitSignal = defineSignal<[Vouched<TownshipEnvelope<'submit'>>]>('submit');
export const decideSignal = defineSignal<[Vouched<TownshipEnvelope<'decide'>>]>('decide');
export const reportSignal = defineSignal<[Vouched<TownshipEnvelope<'report'>>]>('report');

export const progressQuery = defineQuery<TownshipState>('progress');

export const decidePlanUpdate = defineUpdate<Receipt, [Vouched<CountyEnvelope<'decidePlan'>>]>('decidePlan');
export const signUpdate = defineUpdate<Receipt, [Vouched<CountyEnvelope<'sign'>>]>('sign');
export const publishUpdate = defineUpdate<Receipt, [Vouched<CountyEnvelope<'publish'>>]>('publish');
export const enrolUpdate = defineUpdate<Receipt, [Vouched<CountyEnvelope<'enrol'>>]>('enrol');
export const endRecordUpdate = defineUpdate<Receipt, [Vouched<CountyEnvelope<'endRecord'>>]>('endRecord');
export const amendCountyPlanUpdate = defineUpdate<Receipt, [Vouched<CountyEnvelope<'amendPlan'>>]>('amendPlan');

export const countyProgressQuery = defineQuery<CountyState>('progress');
