import type { Command } from './commands.ts';

/** Messages to a county's run that are about one of its items without naming it. */
const COUNTY_ITEMS: Readonly<Record<string, string>> = { decidePlan: 'plan', publish: 'results' };

/**
 * What a message was about, as its command has it: item, round and verdict. Messages to the county as a whole stand under their own name.
 * @param ofTownship whether it went to a township's run
 */
export function commandSubject(message: string, envelope: unknown, ofTownship: boolean): Pick<Command, 'item' | 'round' | 'verdict'> {
  const { item, month, round, verdict } = envelope as { item?: string; month?: string; round?: number; verdict?: string };
  const named = item ?? (month === undefined ? undefined : `monthly-report/${month}`);
  const subject = named ?? (ofTownship ? undefined : (COUNTY_ITEMS[message] ?? message));
  return {
    ...(subject ? { item: subject } : {}),
    ...(round ? { round } : {}),
    ...(verdict ? { verdict } : {}),
  };
}
