import { expect } from 'vitest';
import { mails } from '../../../store/mails.ts';
import type { TestSystem } from '../../support/running-system.ts';
import { until } from '../../support/until.ts';
import { type PageAnswer, type PageSession, plain } from './page-session.ts';

/** Where people meet what happened: pages as they read them, receipts, mails. */

export const textOf = ({ html }: PageAnswer): string =>
  plain(html.slice(html.indexOf('<main')).replaceAll(/<script.*?<\/script>|<[^>]+>/gs, ' ')).replaceAll(/\s+/g, ' ');

/** The mails that went to somebody, subject and text. */
export async function mailsTo(system: TestSystem, ...who: Parameters<TestSystem['person']>): Promise<string> {
  const { email } = await system.person(...who);
  const rows = await mails(system.deps.store).find({ to: email }).toArray();
  return rows.map(({ subject, text }) => `${subject}\n${text}`).join('\n');
}

/** The same, as soon as one of them says so. */
export function mailed(system: TestSystem, said: string, ...who: Parameters<TestSystem['person']>): Promise<string> {
  return until(async () => {
    const text = await mailsTo(system, ...who);
    return text.includes(said) ? text : undefined;
  });
}

/** Presses the buttons of a form, and of the page on which it is looked over. @returns the receipt */
export async function pressOn(there: PageSession, from: string, action: string, fields: Record<string, string>): Promise<string> {
  let answer = await there.post(await there.get(from), action, fields);
  if (answer.status === 200) answer = await there.post(answer, action, { ...fields, do: 'confirm' });
  expect([answer.status, answer.location ?? textOf(answer)]).toEqual([303, expect.stringMatching(/^\/commands\//)]);
  return textOf(await there.get(answer.location ?? ''));
}

/** Each of these places says so. */
export function expectSaid(seen: Readonly<Record<string, string>>, said: string | RegExp): void {
  for (const [where, text] of Object.entries(seen))
    expect([where, text]).toEqual([where, said instanceof RegExp ? expect.stringMatching(said) : expect.stringContaining(said)]);
}
