import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 16;

/**
 * The engine's "next page" tokens name branches of histories, and the engine believes them. So they go out sealed for the
 * list or the run they were made for, and only such a one comes back in.
 */
export interface PageTokens {
  /** @param place what the token is for: whose runs, which list or run */
  seal(token: string, place: string): string;
  /** @returns undefined for a token that was not made here, or for another place */
  open(sealed: string, place: string): string | undefined;
}

export function createPageTokens(secret: string): PageTokens {
  const macOf = (token: Buffer, place: string): Buffer =>
    createHmac('sha256', secret).update('temporal-page\0').update(place).update('\0').update(token).digest().subarray(0, MAC_BYTES);
  return {
    seal(token, place) {
      const raw = Buffer.from(token, 'base64');
      return Buffer.concat([macOf(raw, place), raw]).toString('base64');
    },
    open(sealed, place) {
      const whole = Buffer.from(sealed, 'base64');
      if (whole.length <= MAC_BYTES) return undefined;
      const raw = whole.subarray(MAC_BYTES);
      return timingSafeEqual(whole.subarray(0, MAC_BYTES), macOf(raw, place)) ? raw.toString('base64') : undefined;
    },
  };
}
