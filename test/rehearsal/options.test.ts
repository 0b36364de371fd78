import { expect, test } from 'vitest';
import { OptionError, readOptions } from '../../rehearsal/options.ts';

test('without options: a second a day, the sample year, the sample county', () => {
  expect(readOptions([], '/examples/county.yaml')).toEqual({
    pace: 1_000,
    year: 2012,
    county: '/examples/county.yaml',
    keep: false,
    json: false,
    idle: 200,
  });
});

test('every option is read', () => {
  const args = ['--pace', '200', '--year', '2026', '--county', '/x.csv', '--keep', '--json', '--idle', '3'];
  expect(readOptions(args, '')).toEqual({ pace: 200, year: 2026, county: '/x.csv', keep: true, json: true, idle: 3 });
});

test('what is killed, and the seed of what is drawn', () => {
  expect(readOptions(['--kill', 'temporal@60,api@180'], '')?.kill).toEqual({
    listed: [
      { engine: 'temporal', day: 60 },
      { engine: 'api', day: 180 },
    ],
  });
  expect(readOptions(['--kill', 'random:20', '--seed', '3'], '')?.kill).toEqual({ random: 20, seed: 3 });
  expect(() => readOptions(['--kill', 'everything'], '')).toThrow(OptionError);
});

test('on which day everything is lost and restored; not beside kills', () => {
  expect(readOptions(['--restore', '90'], '')?.restore).toBe(90);
  expect(() => readOptions(['--restore', '1'], '')).toThrow(OptionError);
  expect(() => readOptions(['--restore', '90', '--kill', 'random:3'], '')).toThrow(OptionError);
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
