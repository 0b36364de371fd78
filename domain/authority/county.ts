import type { RefusalCode } from '../errors.ts';
import type { CountyMessage, CountyMessageName } from '../state/county-messages.ts';

const SENDER: Readonly<Record<CountyMessageName, 'county-league' | 'organization-department'>> = {
  decidePlan: 'organization-department',
  sign: 'county-league',
  publish: 'county-league',
  enrol: 'county-league',
  amendPlan: 'county-league',
  endRecord: 'county-league',
};

/**
 * The county's half of the one door for writing: may this actor send this message to the county's run?
 * @returns the refusal's code, or undefined when the actor may.
 */
export function authorizeCounty({ name, envelope }: CountyMessage, county: string): RefusalCode | undefined {
  if (envelope.actor.unit !== county) return 'WRONG_UNIT';
  return envelope.actor.role === SENDER[name] ? undefined : 'NOT_AUTHORIZED';
}
