import { audit } from '../store/audit.ts';
import type { Store } from '../store/database.ts';
import { awaitsFirstAdministrator, firstAdministrator } from '../store/first-administrator.ts';
import { notifyOwner, TERMINAL } from '../store/owner-notices.ts';
import { findPersonByEmail } from '../store/people.ts';
import { FIRST_LINK_MINUTES, LINK_MINUTES, makeSignInLink, signInAddress } from '../store/sign-in-links.ts';

/** What the terminal is told; the link is the last line. */
export type MadeLink = { readonly lines: string[] } | { readonly problem: string };

const ADDRESS = /^(?=.{6,254}$)[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/**
 * A one-time link for whoever has this address. As long as no administrator has signed in, whoever asks at the terminal for
 * an address that nobody has becomes the first one. Audited; whoever it is for is told, and its session is marked.
 */
export async function makeLinkFor(
  store: Store,
  email: string,
  { publicUrl, mailIsSent, now }: { readonly publicUrl: string; readonly mailIsSent: boolean; readonly now: Date },
): Promise<MadeLink> {
  if (!ADDRESS.test(email)) return { problem: `不是邮箱地址：${email} / not an e-mail address` };
  const known = await findPersonByEmail(store, email);
  const first = !known && (await awaitsFirstAdministrator(store));
  const person = first ? await firstAdministrator(store, email.toLowerCase(), now) : known;
  if (!person) return { problem: `没有这个邮箱的账号：${email} / nobody has this address` };
  if (!person.active) return { problem: `账号已停用：${email} / this account is not active` };
  const minutes = first ? FIRST_LINK_MINUTES : LINK_MINUTES;
  const { token } = await makeSignInLink(store, { person: person._id, by: TERMINAL, first, minutes, now });
  await audit(store, { what: 'sign-in-link-made', by: TERMINAL, target: person._id, concerns: [person.unit], requestId: TERMINAL }, now);
  if (!first) await notifyOwner(store, { kind: 'sign-in-link-made', owner: person, by: TERMINAL, now, publicUrl, mailIsSent });
  const lines = [
    ...(first ? ['此邮箱现为首位管理员 / this address is the first administrator’s now'] : []),
    ...(first ? [] : ['已通知本人；用它办理的事项都会注明 / its owner is told, and whatever is done with it says so']),
    `一次性登录链接，${minutes} 分钟内有效 / a one-time sign-in link, valid for ${minutes} minutes:`,
    signInAddress(publicUrl, token),
  ];
  return { lines };
}
