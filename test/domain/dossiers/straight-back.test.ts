import { describe, expect, it } from 'vitest';
import { brokenBehind } from '../../../domain/process/straight-back.ts';
import type { ItemId } from '../../../domain/stages/items.ts';
import { PlayedTownship } from '../../support/played-township.ts';
import { countsOf } from './judged.ts';
import { LANDU, LANDU_RULES, landuContext } from './landu.ts';

const EARLY = ['survey', 'implementation-plan', 'post-design', 'publicity', 'recommendation', 'nomination'] as const;

/** The nomination came back from the formal list, to return there straight away. */
function returnedToNomination(then: 'straight-back' | 'step-by-step') {
  const played = new PlayedTownship().pass(...EARLY);
  played.submit('formal-candidates', { counts: countsOf('formal-candidates', LANDU['formal-candidates'], landuContext()) });
  played.answer('formal-candidates', 'county-league', { verdict: 'return', returnTo: { stage: 'nomination', then } });
  return { input: { rules: LANDU_RULES, body: 'COMMITTEE' as const }, state: played.state };
}

/** Without the nomination on record: its old revision ended with the return. */
const context = landuContext({ earlier: { ...LANDU, nomination: undefined } });

function broken(change: (name: string) => string, then: 'straight-back' | 'step-by-step' = 'straight-back', item: ItemId = 'nomination') {
  const { excluded: _, ...nomination } = LANDU.nomination;
  const dossier = { ...nomination, nominees: LANDU.nomination.nominees.map((person) => ({ ...person, name: change(person.name) })) };
  const counts = countsOf('nomination', dossier, context);
  return brokenBehind({ item, dossier, counts }, context, returnedToNomination(then));
}

describe('a straight return to the nominees', () => {
  it('leaves the formal list standing when the same people are nominated', () => {
    expect(broken((name) => name)).toBeUndefined();
  });

  it('breaks the formal list when one of its candidates is exchanged, although the numbers are the same', () => {
    expect(broken((name) => (name === '苏样癸' ? '白例戊' : name))).toEqual({ item: 'formal-candidates', rules: ['FORMAL_NOT_NOMINATED'] });
  });

  it('does not touch the formal list when somebody is exchanged who is not on it', () => {
    expect(broken((name) => (name === '方例甲' ? '白例戊' : name))).toBeUndefined();
  });

  it('asks nothing of what is done anew step by step', () => {
    expect(broken((name) => (name === '苏样癸' ? '白例戊' : name), 'step-by-step')).toBeUndefined();
  });
});
