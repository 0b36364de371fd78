import { markOf } from '../calendar/campaign-marks.ts';
import type { Language } from '../language/sentence.ts';

/** What a mail is made of beside its subject. */
export interface MailParts {
  /** Of the person it goes to. */
  readonly name: string;
  /** What to do, and where it is about: the subject itself is not said again. */
  readonly lines: readonly string[];
  readonly link: string;
  /** There is something to do behind the link. */
  readonly toDo: boolean;
  /** The county it comes from; absent where it is about no county. */
  readonly county?: string;
}

/** The text of a mail: who is addressed, what to do, the link, who sends it, and that nobody reads an answer. */
export function mailText({ name, lines, link, toDo, county = '' }: MailParts, language: Language): string {
  const open = toDo
    ? ['请打开下面的链接办理：', 'Please open this link to act on it:']
    : ['请打开下面的链接查看：', 'Please open this link to see it:'];
  return language === 'en'
    ? [`Dear ${name},`, '', ...lines, `${open[1]}`, link, '', ...signatureOf(county, language)].join('\n')
    : [`${name}同志：`, '', ...lines, `${open[0]}`, link, '', ...signatureOf(county, language)].join('\n');
}

/** Who sends a mail, and that no answer is read. */
export function signatureOf(county: string, language: Language): string[] {
  return language === 'en'
    ? [`Township League reorganisation${county ? ` (${county})` : ''}`, 'Sent automatically; please do not reply.', '']
    : [`乡镇团组织格局创新系统${county ? `（${county}）` : ''}`, '系统自动发送，请勿回复。', ''];
}

const TRIAL: Readonly<Record<Language, string>> = {
  'zh-Hans': `【${markOf({ kind: 'trial' }, 'zh-Hans')}】`,
  en: `[${markOf({ kind: 'trial' }, 'en')}] `,
};

/** A subject, marked where it is of a rehearsal. */
export function mailSubject(subject: string, trial: boolean, language: Language): string {
  return trial ? `${TRIAL[language]}${subject}` : subject;
}

/** A subject without the mark of a rehearsal. */
export function unmarkedSubject(subject: string): string {
  const mark = Object.values(TRIAL).find((one) => subject.startsWith(one));
  return mark === undefined ? subject : subject.slice(mark.length);
}

/** True for a subject that is marked, in whichever language it was written. */
export function isMarkedTrial(subject: string): boolean {
  return Object.values(TRIAL).some((mark) => subject.startsWith(mark));
}
