import { expect, test } from 'vitest';
import { OptionError, readOptions } from '../../rehearsal/options.ts';

test('without options: a second a day, the sample year, the sample county', () => {
  expect(readOptions([], '/examples/county.yaml')).toEqual({
    pace: 1_000,
    year: 2012,
    county: '/examples/county.yaml',
    keep: false,
    json: false,
  });
});

test('every option is read', () => {
  const args = ['--pace', '200', '--year', '2026', '--county', '/x.csv', '--keep', '--json'];
  expect(readOptions(args, '')).toEqual({ pace: 200, year: 2026, county: '/x.csv', keep: true, json: true });
});

test.each([[['--pace', 'fast']], [['--pace', '99']], [['--pace', '1e3']], [['--year', '12']], [['--speed', '1']], [['county.yaml']]])(
  '%j is refused',
  (args) => {
    expect(() => readOptions(args, '')).toThrow(OptionError);
  },
);

test('help is no rehearsal', () => {
  expect(readOptions(['--help'], '')).toBeUndefined();
});
