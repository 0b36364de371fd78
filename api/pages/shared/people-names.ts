import { bodyTitle } from '../../../domain/language/bodies.ts';
import type { LeagueBody } from '../../../domain/language/league-body.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import type { Role } from '../../../domain/roles.ts';
import { listCampaigns } from '../../../store/campaigns.ts';
import type { PageDeps } from '../deps.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { roleTexts } from '../ui/texts/roles.ts';

/** What a role is called. */
/** @param at what is reorganised at the person's township */
export function roleName(role: Role, language: Language, at?: LeagueBody): string {
  return role === 'auditor' || role === 'administrator' ? translator(language)(roleTexts[role]) : bodyTitle(role, language, at);
}

/** What units are called, and what is reorganised there. */
export interface UnitNames {
  readonly nameOf: (unit: string) => string;
  readonly bodyAt: (unit: string) => LeagueBody | undefined;
}

/** Names of units, from the campaigns they take part in; a unit without one keeps its id. */
export async function unitNames({ store }: Pick<PageDeps, 'store'>, units: readonly string[], language: Language): Promise<UnitNames> {
  const counties = [...new Set(units.map((unit) => unit.split('/')[0] ?? unit))].filter((county) => county !== '*');
  const held = new Map(await Promise.all(counties.map(async (county) => [county, await listCampaigns(store, county)] as const)));
  const placeOf = (unit: string) => {
    const [county = unit, township] = unit.split('/');
    // The newest in which the township takes part: not each campaign has all of a county's.
    const all = held.get(county) ?? [];
    const campaign = all.find(({ townships }) => townships.some(({ id }) => id === township)) ?? all[0];
    return { campaign, township: campaign?.townships.find((row) => row.id === township) };
  };
  return {
    nameOf: (unit) => {
      if (unit === '*') return translator(language)(roleTexts.everywhere);
      const { campaign, township } = placeOf(unit);
      if (!unit.includes('/')) return campaign?.countyName ?? unit;
      return township && campaign ? `${campaign.countyName} ${township.name}` : unit;
    },
    bodyAt: (unit) => placeOf(unit).township?.body,
  };
}
