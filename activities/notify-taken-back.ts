import { planTimeAt } from '../domain/calendar/clock.ts';
import { type Campaign, findCampaign } from '../store/campaigns.ts';
import type { NoticeRow } from '../store/notices.ts';
import { placeIn, withMails, writeNotifications } from '../store/outbox.ts';
import { findPerson, type Person, peopleAt } from '../store/people.ts';
import { type TakenBack, takenBack, untoldTakenBack } from '../store/taken-back.ts';
import type { ActivityDeps } from './deps.ts';
import { outboxOf } from './notify.ts';

/**
 * Tells everybody whose command a repair took back, and once for each repair the county league, who look after it until it is entered again.
 * In inbox and mail, like everything else; safe to repeat. @returns how many commands were told of
 */
export async function notifyTakenBack(deps: ActivityDeps): Promise<number> {
  const rows = await untoldTakenBack(deps.store);
  const found = new Map<string, Campaign | undefined>();
  for (const row of rows) {
    if (!found.has(row.campaign)) found.set(row.campaign, await findCampaign(deps.store, row.campaign));
    const campaign = found.get(row.campaign);
    if (campaign) await tellOf(deps, campaign, row);
    await takenBack(deps.store).updateOne({ _id: row._id }, { $set: { toldAt: new Date() } });
  }
  return rows.length;
}

async function tellOf(deps: ActivityDeps, campaign: Campaign, row: TakenBack): Promise<void> {
  const [person, staff] = await Promise.all([
    findPerson(deps.store, row.actor.account),
    peopleAt(deps.store, 'county-league', campaign.county),
  ]);
  const told = [
    ...(person ? [{ person, notice: toPerson(campaign, row, person), nonce: row.nonce }] : []),
    ...staff.map((one) => ({ person: one, notice: toStaff(campaign, row, one) })),
  ];
  await writeNotifications(deps.store, withMails(outboxOf(deps), told, campaign.clock));
}

function toPerson(campaign: Campaign, row: TakenBack, person: Person): NoticeRow {
  const { township, item, round, verdict, message, reference } = row;
  return {
    _id: `taken-back:${row._id}:${row.repair}#${person._id}`,
    person: person._id,
    campaign: campaign._id,
    kind: 'command-taken-back',
    params: {
      ...placeIn(campaign._id, campaign, township),
      reference,
      command: verdict ?? message,
      ...(item === undefined || item === message ? {} : { item }),
      ...(round === undefined ? {} : { round }),
    },
    link: `/commands/${row.nonce}`,
    at: planTimeAt(campaign.clock, Date.now()),
    createdAt: new Date(),
    ...(township === undefined ? {} : { township }),
  };
}

function toStaff(campaign: Campaign, { repair }: TakenBack, person: Person): NoticeRow {
  return {
    _id: `taken-back:${campaign._id}:${repair}#${person._id}`,
    person: person._id,
    campaign: campaign._id,
    kind: 'commands-taken-back',
    params: { ...placeIn(campaign._id, campaign) },
    link: `/campaigns/${campaign._id}/taken-back`,
    at: planTimeAt(campaign.clock, Date.now()),
    createdAt: new Date(),
  };
}
