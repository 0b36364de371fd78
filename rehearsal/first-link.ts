import { runCommand } from './command.ts';
import type { ScratchSystem } from './scratch-system.ts';

/** Thrown when the system offers no link for its first administrator. */
export class NoFirstLinkError extends Error {
  override readonly name = 'NoFirstLinkError';
}

/** As long as nobody administers the installation, whoever asks at the terminal becomes the first one to. */
const ADMINISTRATOR = 'administrator@rehearsal.invalid';

/**
 * The one-time link with which the first administrator signs in, made by the command that whoever installs the service
 * has for it.
 * @throws {NoFirstLinkError} with what the command said
 */
export async function firstLinkOf(scratch: ScratchSystem, signal: AbortSignal): Promise<string> {
  const { stdout, stderr } = await runCommand(scratch, 'admin', ['link', ADMINISTRATOR], signal).catch(
    (error: Error & { readonly stderr?: string }) => {
      signal.throwIfAborted();
      throw new NoFirstLinkError(
        `没有首位管理员的登录链接 / no link for the first administrator: ${error.stderr?.trim() || error.message}`,
      );
    },
  );
  const [link] = /https?:\/\/\S+[?&]token=\S+/.exec(stdout) ?? [];
  if (link === undefined) throw new NoFirstLinkError(`没有首位管理员的登录链接 / no link was printed: ${`${stdout}${stderr}`.trim()}`);
  return link;
}
