import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { SingleBar } from 'cli-progress';

const megabyte = 1_000_000;

/** Bytes in all files below a folder; files that vanish meanwhile count nothing. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(path.join(entry.parentPath, entry.name)).then(
        (found) => found.size,
        () => 0,
      ),
    );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What a download shows while it runs. */
export interface Progress {
  update(bytes: number): void;
  done(): void;
}

/** A progress bar on a terminal (megabytes alone where the size is unknown); elsewhere nothing, the caller said a line. */
export function showProgress(label: string, totalBytes: number | undefined, out: NodeJS.WriteStream = process.stderr): Progress {
  if (!out.isTTY) return { update: () => undefined, done: () => undefined };
  const format = totalBytes === undefined ? `${label} {value} MB` : `${label} [{bar}] {percentage}% {value}/{total} MB`;
  const bar = new SingleBar({ format, stream: out, clearOnComplete: true, hideCursor: true });
  bar.start(totalBytes === undefined ? 0 : Math.ceil(totalBytes / megabyte), 0);
  return {
    update: (bytes) => bar.update(Math.round(bytes / megabyte)),
    done: () => bar.stop(),
  };
}
