import type { Campaign } from '../../store/campaigns.ts';
import { digestOf } from '../../store/digests.ts';
import type { Difference } from './difference.ts';
import { expectedCampaign } from './expected.ts';
import type { OnRecord } from './on-record.ts';
import type { ReplayedRun } from './replayed-run.ts';

/** An amendment is written to the campaign after it took effect, and again within a minute where that was cut off; ms. */
const AMENDS_WITHIN_MS = 60_000;

/** Who started a run, and with what: by the engine's own words, and by what the county and its campaign say. */
export function compareOrigin(run: ReplayedRun, record: OnRecord): Difference[] {
  const { workflowId, origin, last } = run;
  if (!origin) return [];
  const about = { workflowId, ...(last?.township === undefined ? {} : { township: last.township }) };
  const forged = [
    ...origin.foreign.map(({ runId, status }) => `${runId} ${status}`),
    ...(last && record.campaign && workflowId !== idIn(record.campaign, last.township) ? ['not the run of its campaign'] : []),
  ].map((detail): Difference => ({ kind: 'run-forged', ...about, detail }));
  const { startedWith, inputDigest, input } = origin;
  if (startedWith !== undefined) {
    const other = startedWith !== null && inputDigest !== undefined && startedWith !== inputDigest;
    return [...forged, ...(other ? [{ kind: 'input-differs' as const, ...about, detail: 'other than the county’s run says' }] : [])];
  }
  if (!input || record.campaign?.workflowId !== workflowId) return forged;
  const wrong = campaignFaults(run, record.campaign, record);
  return [...forged, ...wrong.map((detail): Difference => ({ kind: 'campaign-differs', ...about, detail }))];
}

function idIn({ workflowId }: Campaign, township: string | undefined): string {
  return township === undefined ? workflowId : `${workflowId}/${township}`;
}

/** Which fields of the campaign are not what its county's run was started with and told since. */
export function campaignFaults(
  run: ReplayedRun,
  campaign: Campaign,
  { commands, decisions }: Pick<OnRecord, 'commands' | 'decisions'>,
): string[] {
  const input = run.origin?.input;
  if (!input) return [];
  const { fields, townships, amendments } = expectedCampaign(run, input);
  const wrong: string[] = (Object.keys(fields) as (keyof typeof fields)[]).filter(
    (field) => digestOf(campaign[field]) !== digestOf(fields[field]),
  );
  const listed = new Map(campaign.townships.map((row) => [row.id, row]));
  for (const [id, { name, body, seats, rules }] of townships) {
    const row = listed.get(id);
    const there = row && { name: row.name, body: row.body, seats: row.seats, rules: row.rules };
    if (digestOf(there) !== digestOf({ name, body, seats, rules })) wrong.push(`township ${id}`);
  }
  // Townships are listed before the county is asked to enrol them.
  const asked = commands.some(({ message, status }) => message === 'enrol' && (status === 'sent' || status === 'received'));
  if (!asked) for (const id of listed.keys()) if (!townships.has(id)) wrong.push(`township ${id} too many`);
  const inForce = amendments.at(-1);
  const recent = decisions.some(({ nonce, recordedAt }) => nonce === inForce && recordedAt.getTime() > Date.now() - AMENDS_WITHIN_MS);
  if (campaign.amendedPlan !== inForce && !recent) wrong.push('amendedPlan');
  return wrong;
}
