import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const project = path.resolve(import.meta.dirname, '..', '..');

const serviceSchema = z.object({
  image: z.string(),
  user: z.string().optional(),
  command: z.array(z.string()).nullish(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  restart: z.string().optional(),
  logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }).optional(),
  healthcheck: z.object({ test: z.array(z.string()), interval: z.string(), timeout: z.string() }).optional(),
  deploy: z.object({ replicas: z.number().optional() }).optional(),
  networks: z.record(z.string(), z.unknown()).optional(),
  network_mode: z.string().optional(),
  ports: z.array(z.object({ target: z.number(), published: z.string(), host_ip: z.string().optional() })).optional(),
  volumes: z.array(z.object({ type: z.string(), source: z.string(), target: z.string(), read_only: z.boolean().optional() })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
});

/** A service as Docker Compose itself understands the file, every reference resolved. */
export type Service = z.infer<typeof serviceSchema>;

const modelSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
});

/** The whole installation. */
export type Model = z.infer<typeof modelSchema>;

/** Whether this machine can build the loader: Go 1.23 or later. */
export function canLoad(): boolean {
  try {
    const version = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } });
    const [, minor] = /^go1\.(\d+)/.exec(version) ?? [];
    return Number(minor) >= 23;
  } catch {
    return false;
  }
}

/** Loads compose files with the loader of Docker Compose itself (`test/compose/loader`). */
export class Loader {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'compose-loader-'));

  /** Builds it; ten seconds the first time. */
  async build(): Promise<void> {
    await run('go', ['build', '-o', path.join(this.#folder, 'load'), '.'], path.join(project, 'test/compose/loader'));
  }

  /** @throws with the loader's own sentence when a file is not valid or a required variable is missing. */
  async load(files: readonly string[], environment: Readonly<Record<string, string>>): Promise<Model> {
    const envFile = path.join(this.#folder, 'test.env');
    writeFileSync(
      envFile,
      Object.entries(environment)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    return modelSchema.parse(JSON.parse(await run(path.join(this.#folder, 'load'), [...files, envFile], project)));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function run(file: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { cwd, maxBuffer: 10_000_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim() || error.message));
      else resolve(stdout);
    });
  });
}
