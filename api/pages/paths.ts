/** Addresses of pages: written once, so that links and routes agree. */

export function campaignPath(campaign: string): string {
  return `/campaigns/${campaign}`;
}

/** One of the county's own items: `plan`, `results`, `county-report/2012-06`. */
export function countyItemPath(campaign: string, item: string): string {
  if (item.startsWith('county-report/')) return `${campaignPath(campaign)}/reports/${item.slice('county-report/'.length)}`;
  return `${campaignPath(campaign)}/${item}`;
}

export function townshipPath(campaign: string, township: string): string {
  return `${campaignPath(campaign)}/townships/${township}`;
}

/** A stage, or a month's report or a seat's step, whose ids hold slashes; an objection is dealt with on the township's page. */
export function itemPath(campaign: string, township: string, item: string): string {
  if (item.startsWith('objection/')) return townshipPath(campaign, township);
  return `${townshipPath(campaign, township)}/items/${item}`;
}

/** Unusual cases of a township: objections, seats, ties. */
export function irregularPath(campaign: string, township: string): string {
  return `${townshipPath(campaign, township)}/irregular`;
}

/** Where something of a township that somebody is waited for is dealt with. */
export function waitingPath(campaign: string, township: string, item: string): string {
  return item.startsWith('objection/') ? irregularPath(campaign, township) : itemPath(campaign, township, item);
}

/** A file that goes with an item's dossier. */
export function attachmentPath(campaign: string, township: string, item: string, file: string): string {
  return `${itemPath(campaign, township, item)}/attachments/${file}`;
}

/** Commands of a campaign that a repair took back. */
export function takenBackPath(campaign: string): string {
  return `${campaignPath(campaign)}/taken-back`;
}

/** Where county staff end a record of the past. */
export function endRecordPath(campaign: string): string {
  return `${campaignPath(campaign)}/end`;
}

/** What became of what was sent with this nonce. */
export function commandPath(nonce: string): string {
  return `/commands/${nonce}`;
}

/** Where an office's paper or counting is: below the item's own address, by office where several are voted on. */
export function ballotPath(item: string, which: 'ballot' | 'tally-sheet' | 'count', office: string | undefined): string {
  return `${item}/${which}${office === undefined ? '' : `/${office}`}`;
}
