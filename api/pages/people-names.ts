import type { Role } from '../../domain/roles.ts';
import { bodyTitle, type Language } from '../../domain/texts/notices.ts';
import { listCampaigns } from '../../store/campaigns.ts';
import type { PageDeps } from '../page-deps.ts';
import { translator } from '../web/texts/bilingual.ts';
import { roleTexts } from '../web/texts/roles.ts';

/** What a role is called. */
export function roleName(role: Role, language: Language): string {
  return role === 'auditor' || role === 'administrator' ? translator(language)(roleTexts[role]) : bodyTitle(role, language);
}

/** Names of units, from the campaigns they take part in; a unit without one keeps its id. */
export async function unitNames(
  { store }: Pick<PageDeps, 'store'>,
  units: readonly string[],
  language: Language,
): Promise<(unit: string) => string> {
  const counties = [...new Set(units.map((unit) => unit.split('/')[0] ?? unit))].filter((county) => county !== '*');
  const latest = new Map(await Promise.all(counties.map(async (county) => [county, (await listCampaigns(store, county))[0]] as const)));
  return (unit) => {
    if (unit === '*') return translator(language)(roleTexts.everywhere);
    const [county = unit, township] = unit.split('/');
    const campaign = latest.get(county);
    if (township === undefined) return campaign?.countyName ?? unit;
    const name = campaign?.townships.find((row) => row.id === township)?.name;
    return name && campaign ? `${campaign.countyName} ${name}` : unit;
  };
}
