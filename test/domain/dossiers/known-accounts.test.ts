import { expect, it } from 'vitest';
import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { knownAccounts } from '../../../domain/dossiers/known-accounts.ts';
import { LANDU, person } from '../election/landu.ts';

const fields = DOSSIERS.appointment.fields;

it('a person’s account is asked once and known by the name in every later dossier', () => {
  const earlier = {
    nomination: { nominees: [{ name: `${person(4).name.slice(0, 1)}　${person(4).name.slice(1)}`, account: 'a-deputy' }] },
  };
  expect(knownAccounts(fields, LANDU.appointment, { earlier })).toEqual(['a-deputy']);
  expect(knownAccounts(fields, { people: [{ name: person(5).name }] }, { earlier })).toEqual([]);
  expect(knownAccounts(fields, LANDU.appointment, { earlier: {} })).toEqual([]);
});
