import { counted } from '../../domain/language/counted.ts';
import type { Language } from '../../domain/language/sentence.ts';
import { signatureOf } from '../../domain/notifications/mail-text.ts';

/** The mail that brings somebody their sign-in link. */
export function signInMail(
  name: string,
  link: string,
  minutes: number,
  language: Language,
): { readonly subject: string; readonly text: string } {
  if (language === 'en') {
    const text = [
      `Dear ${name},`,
      '',
      `Please open this link and press "Sign in". It works once, within ${counted(minutes, 'minute')}:`,
      link,
      'If you did not ask for it, you need not do anything.',
    ];
    return {
      subject: 'Township League reorganisation: your sign-in link',
      text: [...text, '', ...signatureOf('', language)].join('\n'),
    };
  }
  const text = [
    `${name}同志：`,
    '',
    `请打开下面的链接，按“登录”。链接只能使用一次，${minutes} 分钟内有效：`,
    link,
    '如果不是您本人申请的，不必理会。',
  ];
  return { subject: '乡镇团组织格局创新系统：您的登录链接', text: [...text, '', ...signatureOf('', language)].join('\n') };
}

/** What stands in the mail's place once its link was used. */
export function usedSignInMail(language: Language): string {
  return language === 'en' ? 'This sign-in link was used.\n' : '这个登录链接已经使用。\n';
}

/** Kept for the administrators where no mail is sent: somebody wants to sign in. */
export function askedForMail(language: Language): { readonly subject: string; readonly text: string } {
  if (language === 'en') {
    return {
      subject: 'Asks for a sign-in link',
      text: 'Somebody asked for a sign-in link at this address. Make one below and hand it over in person.\n',
    };
  }
  return { subject: '索取登录链接', text: '有人用这个邮箱索取登录链接。请在下面生成链接，当面或通过可靠的方式交给本人。\n' };
}

/** What the outbox shows in place of a mail that holds a link. */
export function hiddenSignInMail(language: Language): string {
  return language === 'en' ? 'A sign-in link, for its recipient only.\n' : '登录链接，只给收件人本人，这里不显示。\n';
}
