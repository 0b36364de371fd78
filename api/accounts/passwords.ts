import type { Auth } from './auth.ts';

/** Characters of a password. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;

/** Passwords, kept by the library as scrypt hashes. */
export interface Passwords {
  /** @param person undefined for an address that nobody has: takes as long, so that the two are not told apart */
  match(person: string | undefined, password: string): Promise<boolean>;
  has(person: string): Promise<boolean>;
  set(person: string, password: string): Promise<void>;
}

/** Where the library keeps a password, among the ways somebody may sign in. */
const PROVIDER = 'credential';

export function createPasswords(auth: Auth): Passwords {
  return {
    async match(person, password) {
      const { password: hasher, internalAdapter } = await auth.$context;
      const kept = person === undefined ? undefined : await internalAdapter.findCredentialAccount(person);
      if (kept?.password) return hasher.verify({ hash: kept.password, password });
      await hasher.hash(password);
      return false;
    },
    async has(person) {
      const { internalAdapter } = await auth.$context;
      return Boolean((await internalAdapter.findCredentialAccount(person))?.password);
    },
    async set(person, password) {
      const { password: hasher, internalAdapter } = await auth.$context;
      const hash = await hasher.hash(password);
      if (await internalAdapter.findCredentialAccount(person)) await internalAdapter.updatePassword(person, hash);
      else await internalAdapter.linkAccount({ userId: person, providerId: PROVIDER, accountId: person, password: hash });
    },
  };
}
