import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EnvError, loadEnvFile, machineEnv, readEnv } from '../../config/env.ts';
import { variables } from '../../config/variables.ts';
import { formatVoucherKeys } from '../../config/voucher-keys.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const services = { TEMPORAL_ADDRESS: 'temporal:7233', MONGODB_URI: 'mongodb://a:1,b:2/?replicaSet=rs', VOUCHER_KEYS: `k1:${key}` };

function failure(run: () => unknown): EnvError {
  try {
    run();
  } catch (error) {
    if (error instanceof EnvError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('the environment', () => {
  it('needs nothing for npm start, and an empty variable counts as unset', () => {
    const env = readEnv('launcher', { PORT: '', MONGODB_URI: '  ', LOG_LEVEL: '' });
    expect(env).toMatchObject({
      DATA_DIR: '.data',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      TEMPORAL_NAMESPACE: 'league-reorg',
      TRIAL_MS_PER_DAY: 60_000,
    });
    expect(env.MONGODB_URI).toBeUndefined();
    expect(env.PORT).toBeUndefined();
  });

  it('lists every bad variable at once, with what was given and what is allowed, and shows no secret', () => {
    const given = {
      PORT: '99999',
      SMTP_URL: 'http://u:pass-word@h',
      SESSION_SECRET: 'too-short',
      LOG_LEVEL: 'loud',
      TEMPORAL_ADDRESS: 'x',
      VOUCHER_KEYS: 'k1:short',
    };
    const error = failure(() => readEnv('api', given));
    expect([...error.variables].sort()).toEqual([
      'LOG_LEVEL',
      'MONGODB_URI',
      'PORT',
      'SESSION_SECRET',
      'SMTP_URL',
      'TEMPORAL_ADDRESS',
      'VOUCHER_KEYS',
    ]);
    for (const text of ['PORT = 99999', '1 到 65535 的整数', 'an integer from 1 to 65535', 'MONGODB_URI = （未设置 not set）', 'loud']) {
      expect(error.message).toContain(text);
    }
    for (const secret of ['pass-word', 'too-short', 'k1:short']) expect(error.message).not.toContain(secret);
  });

  it('asks each process only for what it cannot run without', () => {
    expect(failure(() => readEnv('worker', {})).variables).toEqual(['TEMPORAL_ADDRESS', 'MONGODB_URI', 'VOUCHER_KEYS']);
    expect(failure(() => readEnv('setup', {})).variables).toEqual(['TEMPORAL_ADDRESS', 'MONGODB_URI']);
    expect(failure(() => readEnv('api', services)).variables).toEqual(['SESSION_SECRET']);
    expect(readEnv('engines', {}).PIP_INDEX_URL).toBe('https://pypi.org/simple');
  });

  it('derives the addresses that follow from others', () => {
    const api = readEnv('api', { ...services, SESSION_SECRET: 'x'.repeat(32), HOST: '0.0.0.0', PORT: '81' });
    expect([api.PUBLIC_URL, api.TEMPORAL_UI_ADDRESS]).toEqual(['http://127.0.0.1:81', 'http://temporal:8233']);
    expect(readEnv('worker', { ...services, PUBLIC_URL: 'https://league.example/' }).PUBLIC_URL).toBe('https://league.example');
  });

  it.each(['8080.5', '8e3', ' 80', '-1', '0', '0x50'])('does not take %j for a port', (PORT) => {
    expect(failure(() => readEnv('launcher', { PORT })).variables).toEqual(['PORT']);
  });

  it.each([
    ['two of one id', `k1:${key},k1:${key}`],
    ['no id', `:${key}`],
    ['a short key', 'k1:AAAA'],
    ['not base64', `k1:${'!'.repeat(44)}`],
  ])('refuses voucher keys with %s', (_what, VOUCHER_KEYS) => {
    expect(failure(() => readEnv('launcher', { VOUCHER_KEYS })).variables).toEqual(['VOUCHER_KEYS']);
  });

  it('reads several voucher keys, the signing one first, and writes them back', () => {
    const text = `new:${Buffer.alloc(48, 1).toString('base64')},old:${key}`;
    const keys = readEnv('worker', { ...services, VOUCHER_KEYS: text }).VOUCHER_KEYS;
    expect(keys.map(({ id, secret }) => [id, secret.length])).toEqual([
      ['new', 48],
      ['old', 32],
    ]);
    expect(formatVoucherKeys(keys)).toBe(text);
  });

  it('hands children the machine’s settings and none of the project’s', () => {
    expect(machineEnv({ PATH: '/bin', TZ: 'Asia/Shanghai', SMTP_URL: 'smtp://h', SESSION_SECRET: 's', AWS_SECRET: 's' })).toEqual({
      PATH: '/bin',
      TZ: 'Asia/Shanghai',
    });
  });

  it('does not mind a missing .env', () => {
    expect(() => loadEnvFile('/nowhere/.env')).not.toThrow();
  });

  it('explains every variable in .env.example, and no other', () => {
    const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const named = [...text.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]);
    const own = Object.keys(variables.shape).filter((name) => name !== 'PATH');
    expect(new Set(named)).toEqual(new Set(own));
  });
});
