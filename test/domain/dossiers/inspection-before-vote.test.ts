import { expect, it } from 'vitest';
import { DOSSIERS } from '../../../domain/dossiers/index.ts';
import { listedCount } from '../../../domain/state/objected-lists.ts';
import { LANDU, landuContext } from '../election/landu.ts';

/** Whoever does not pass before the vote is known by the number on the formal list, however the inspection lists them. */

type Inspected = { readonly people: readonly { readonly name: string }[] } & object;

const sample = LANDU.inspection as unknown as Inspected;
const formal = LANDU['member-election'].candidates.map(({ name }) => name);

/** The inspection of these people, of whom the last does not pass. */
function inspectionOf(names: readonly string[]): object {
  const [first] = sample.people;
  return {
    ...sample,
    people: names.map((name, index) => ({
      ...first,
      name,
      ...(index === names.length - 1 ? { conclusion: 'FAIL', reason: '测评不称职票过半。' } : { conclusion: 'PASS' }),
    })),
  };
}

it('counts where those who did not pass stand on the list as it was decided, those lost since included', () => {
  const { 'member-election': _, ...earlier } = landuContext('inspection').earlier;
  const names = formal.slice(1).toReversed();
  const before = { ...landuContext('inspection'), earlier, formalList: formal };
  const dossier = inspectionOf(names) as never;
  const counts = DOSSIERS.inspection.countsOf(dossier, before);
  // The first of the list withdrew; the last inspected is the second of it.
  expect(counts[listedCount(names.length)]).toBe(2);
  expect(Object.keys(counts).filter((name) => name.startsWith('listed.'))).toHaveLength(1);
  expect(Object.keys(DOSSIERS.inspection.countsOf(dossier, landuContext('inspection'))).some((name) => name.startsWith('listed.'))).toBe(
    false,
  );
});
