import type { PlanClock } from '../domain/calendar/clock.ts';
import { campaignStartedSchema } from './contract.ts';
import type { RehearsalCounty } from './county-file.ts';
import type { Session } from './session.ts';

/** A trial that was started. */
export interface StartedCampaign {
  readonly campaign: string;
  readonly clock: PlanClock;
}

/** The slowest clock there is: a plan day takes a day. */
export const SLOWEST_PACE = 86_400_000;

/** Uploads the county file and starts a trial (演练) on it; its plan time begins now. @param pace wall ms per plan day */
export async function startTrial(
  session: Session,
  { filename, content }: RehearsalCounty,
  year: number,
  pace: number,
): Promise<StartedCampaign> {
  const upload = { filename, content: content.toString('base64') };
  const answer = await session.post('/api/campaigns', { ...upload, year, clock: 'trial', msPerPlanDay: pace, acceptProvisional: true });
  const { campaign } = campaignStartedSchema.parse(answer);
  return { campaign: campaign.id, clock: campaign.clock };
}
