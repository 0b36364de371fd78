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
    load: false,
  });
});

test('every option is read', () => {
  const args = ['--pace', '200', '--year', '2026', '--county', '/x.csv', '--keep', '--json', '--idle', '3', '--load'];
  expect(readOptions(args, '')).toEqual({ pace: 200, year: 2026, county: '/x.csv', keep: true, json: true, idle: 3, load: true });
});

test('what is killed, and the seed of what is drawn', () => {
  expect(readOptions(['--kill', 'temporal@60,api@180'], '')?.faults).toMatchObject({
    listed: [
      { kind: 'kill', engines: ['temporal'] },
      { kind: 'kill', engines: ['api'] },
    ],
  });
  expect(readOptions(['--kill', 'random:20', '--seed', '3'], '')?.faults).toEqual({ random: 20, seed: 3, of: 'kills' });
  expect(() => readOptions(['--kill', 'everything'], '')).toThrow(OptionError);
});

test('what happens to the processes; a day is longer then, and nothing is timed afterwards', () => {
  const read = readOptions(['--faults', 'random:60', '--seed', '3'], '');
  expect(read).toMatchObject({ faults: { random: 60, seed: 3, of: 'every kind' }, pace: 2_000, idle: 0, load: false });
  expect(readOptions(['--faults', 'random:60', '--pace', '900', '--idle', '5'], '')).toMatchObject({ pace: 900, idle: 5 });
  expect(readOptions(['--faults', 'pause:mongod@60+20,kill:temporal@twice'], '')?.faults).toMatchObject({
    listed: [
      { kind: 'pause', engines: ['mongod'], ms: 20_000 },
      { kind: 'kill', engines: ['temporal'], when: 'twice' },
    ],
  });
  expect(() => readOptions(['--faults', 'freeze:mongod@3'], '')).toThrow(OptionError);
  expect(() => readOptions(['--faults', 'random:3', '--kill', 'random:3'], '')).toThrow(OptionError);
  expect(() => readOptions(['--faults', 'random:3', '--restore', '90'], '')).toThrow(OptionError);
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
