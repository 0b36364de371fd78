import { createHmac, randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';

/**
 * By which the launcher knows the api that it started itself from whoever else may listen on its port: both know a secret made for this
 * start (`START_SECRET`), and the api answers a challenge with it on its health pages.
 */
export interface StartProof {
  readonly secret: string;
}

const CHALLENGE = 'x-start-challenge';
const PROOF = 'x-start-proof';

export function newStartProof(): StartProof {
  return { secret: randomBytes(32).toString('hex') };
}

function answerTo(challenge: string, { secret }: StartProof): string {
  return createHmac('sha256', secret).update(challenge).digest('hex');
}

/** Answers the challenge that a request carries, if it does. Only what a launcher sends is taken: 32 hexadecimal digits. */
export function proveStart(proof: StartProof | undefined, ...[request, response]: Parameters<RequestListener>): void {
  const challenge = request.headers[CHALLENGE];
  if (proof && typeof challenge === 'string' && /^[0-9a-f]{32}$/.test(challenge)) response.setHeader(PROOF, answerTo(challenge, proof));
}

/** Whether a GET is answered with 200, by the process that was started with this secret. */
export async function isAnsweredBy(proof: StartProof, url: string): Promise<boolean> {
  const challenge = randomBytes(16).toString('hex');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), headers: { [CHALLENGE]: challenge } });
    await response.arrayBuffer();
    return response.ok && response.headers.get(PROOF) === answerTo(challenge, proof);
  } catch {
    return false;
  }
}
