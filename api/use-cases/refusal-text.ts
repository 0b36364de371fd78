import { REFUSAL_CODES, type RefusalCode } from '../../domain/errors.ts';
import { datePhrase, dayPhrase } from '../../domain/language/days.ts';
import type { Language } from '../../domain/language/sentence.ts';
import { itemTitle } from '../../domain/notifications/notices.ts';

/** Ids and figures that came with a refusal. */
export type RefusalDetails = Readonly<Record<string, string | number>>;

interface Words {
  /** The item's title in quotation marks, or "this item" where the refusal names none. */
  readonly item: string;
  readonly d: RefusalDetails;
}

type Sentence = string | ((words: Words) => string);

/** What is wrong and what to do about it, Chinese and English; one sentence each. */
const SENTENCES: Readonly<Record<RefusalCode, readonly [zh: Sentence, en: Sentence]>> = {
  VOUCHER_REFUSED: [
    '这条内容没有经过本系统的页面，这次没有保存；请登录后在页面上办理。',
    'This did not come through the pages of this service and was not taken; please sign in and do it there.',
  ],
  NOT_AUTHORIZED: [
    '您的角色不能办理此事，请由负责的单位办理。',
    'Your role may not do this; please leave it to the body that is responsible for it.',
  ],
  WRONG_UNIT: ['这不是您单位的事项，请由该单位的人员办理。', 'This belongs to another unit; please leave it to the people of that unit.'],
  OWN_SUBMISSION: [
    '这份材料由您本人报送，不能自己审批，请由本单位其他人员办理。',
    'You submitted this yourself and may not decide on it; please let a colleague of your body do it.',
  ],
  CANDIDATE_DECIDES: [
    '您是这份材料中的人选，须回避，请由本单位其他人员办理。',
    'You stand in this dossier yourself and may not decide on it; please let a colleague of your body do it.',
  ],
  MESSAGE_MALFORMED: [
    '页面内容不完整，这次没有保存；请重新打开页面再填一次。',
    'What was sent has the wrong form and was not recorded; please open the page again and fill it in once more.',
  ],
  NO_SUCH_ITEM: [
    ({ item }) => `这里没有${item}，请从“待我办理”重新打开。`,
    ({ item }) => `There is no such item here (${item}); please open it again from "waiting for me".`,
  ],
  NOT_OPEN: [
    ({ item }) => `${item}现在没有开放办理，请刷新页面查看进度。`,
    ({ item }) => `${item} is not open now; please reload the page to see where it stands.`,
  ],
  NOT_SUBMITTED: [
    ({ item }) => `${item}还没有报送，请等报送后再办理。`,
    ({ item }) => `${item} was not submitted yet; please wait until it is.`,
  ],
  ALREADY_SUBMITTED: [
    ({ item }) => `${item}已经报送，不必再报；如需修改，请由审批单位退回。`,
    ({ item }) => `${item} was submitted already; to change it, ask the body that decides to send it back.`,
  ],
  ALREADY_ANSWERED: [
    ({ item }) => `${item}已经办理过，不必再办；请刷新页面查看结果。`,
    ({ item }) => `${item} was answered already; please reload the page to see the outcome.`,
  ],
  NOT_YOUR_TURN: [
    ({ item }) => `${item}还没有轮到您的单位，请等前一个单位办完。`,
    ({ item }) => `${item} does not wait for your body yet; please wait until the body before it has answered.`,
  ],
  STALE_ROUND: [
    ({ item, d }) => `${item}已进入第 ${d.round ?? '新的一'} 轮，您看到的是旧的；请刷新页面后再办理。`,
    ({ item, d }) => `${item} is in round ${d.round ?? 'another'} by now, and you were shown an earlier one; please reload the page first.`,
  ],
  STALE_REVISION: [
    ({ item }) => `${item}的内容在您打开之后有变化，请刷新页面，看过新内容再办理。`,
    ({ item }) => `${item} has changed since you opened it; please reload the page and look at it again first.`,
  ],
  RULE_FAILED: [
    ({ item }) => `${item}不符合规定，请按下面列出的各条修改后再报送。`,
    ({ item }) => `${item} does not satisfy the rules; please correct what is listed and submit it again.`,
  ],
  RETURN_NOT_POSSIBLE: [
    ({ item }) => `${item}不能退回：只供知悉，或各项规定均已符合；请知悉或同意。`,
    ({ item }) => `${item} cannot be sent back: it is for information, or every rule is satisfied; please acknowledge or approve it.`,
  ],
  RETURN_TARGET_WRONG: [
    ({ item }) => `不能退回到${item}，请选择本环节或已经通过的前面的环节。`,
    ({ item }) => `It cannot be sent back to ${item}; please choose this stage or an earlier one that has passed.`,
  ],
  VOTE_ALREADY_HELD: [
    '选举已经举行，只能由县委组织部退回并逐个环节重办；请与县委组织部联系。',
    'The vote has been held: only the county organization department may send this back, step by step; please contact it.',
  ],
  STRAIGHT_BACK_BREAKS_RULE: [
    ({ item }) => `这样修改后，${item}不再符合规定，不能直接回到该环节，请返回修改；确实调整不了的，请与退回的单位联系。`,
    ({ item }) =>
      `After the change ${item} no longer satisfies its rules, so it cannot go straight back; please change it, or contact the body that sent it back.`,
  ],
  HELD: ['这个乡镇的工作已暂停，请等恢复后再办理。', 'The work of this township is on hold; please wait until it is released.'],
  ALREADY_HELD: ['已经处于暂停，不必再次暂停。', 'It is on hold already; nothing more has to be done.'],
  NOT_HELD: ['现在没有暂停，不需要恢复。', 'It is not on hold; nothing has to be released.'],
  HOLDER_OR_ABOVE_ONLY: [
    '只有作出暂停的单位或其上级可以恢复，请与该单位联系。',
    'Only the body that holds it, or one above, may release it; please contact that body.',
  ],
  DUE_DATE_NOT_LATER: [
    ({ d }) =>
      `新的期限须晚于现在的期限${spaced(day(d.due, 'zh'))}、不早于今天${d.latest ? `、不晚于 ${day(d.latest, 'zh')}` : ''}，请重新选择。`,
    ({ d }) =>
      `The new date must be later than the present due date${spaced(day(d.due, 'en'))}, not before today${d.latest ? ` and not after ${day(d.latest, 'en')}` : ''}; please choose another.`,
  ],
  NOTICE_DATE_WRONG: [
    ({ d }) => `公示张贴日期须${between(d, 'zh')}，请核对后重填。`,
    ({ d }) => `The day of posting must be ${between(d, 'en')}; please check it and enter it again.`,
  ],
  REVIEW_DATE_WRONG: [
    ({ d }) => `复核日期最早为${d.from ? ` ${day(d.from, 'zh')}` : '明天'}，最晚为一年内，请重新选择。`,
    ({ d }) =>
      `The day of review may be ${d.from ? day(d.from, 'en') : 'tomorrow'} at the earliest and within a year; please choose another.`,
  ],
  REASON_MISSING: ['请写明理由再按一次。', 'A reason is needed; please write one and press again.'],
  DOCUMENT_MISSING: [
    ({ item }) => `请填写本单位对${item}的批复文号和批复日期。`,
    ({ item }) => `Please enter number and day of the document with which your body answers ${item}.`,
  ],
  DOCUMENT_DATE_WRONG: [
    ({ d }) => `批复日期须${between(d, 'zh')}，请核对后重填。`,
    ({ d }) => `The day of the document must be ${between(d, 'en')}; please check it and enter it again.`,
  ],
  OFFICE_BEFORE_AGREEMENT: [
    ({ d }) =>
      `报送的任职日期${bracketed(d.officeDay, 'zh')}早于批复日期${bracketed(d.documentOn, 'zh')}：批复写明该任职日期的请勾选，没有写明的请退回修改。`,
    ({ d }) =>
      `The day of office submitted${bracketed(d.officeDay, 'en')} is before the day of the document${bracketed(d.documentOn, 'en')}. Where the document names that day, please tick it; else send it back.`,
  ],
  NO_TIE_TO_SETTLE: [
    ({ item }) => `${item}没有票数相等、需要研究确定的人选，请刷新页面查看计票结果。`,
    ({ item }) => `There is no tie to settle in this vote (${item}); please reload the page to see the count.`,
  ],
  TAKEN_WRONG: [
    '勾选的人员多于空缺名额，或不是票数相等的人，请核对后重新勾选。',
    'The people chosen are not among those tied, or not as many as there are places; please choose again among those tied.',
  ],
  NO_NOTICE_RUNNING: [
    '这份名单现在不能登记异议：异议从确定正式候选人起到任职止登记，请刷新页面重新选择人员。',
    'No objection can be entered to this list now: objections come from the formal list to the appointment; please reload the page and choose the person again.',
  ],
  NO_SUCH_PERSON: ['名单中没有这个人，请刷新页面后重新选择。', 'This person is not on the list; please reload the page and choose again.'],
  OBJECTION_STEP_WRONG: [
    '这条异议现在不能办理这一步，请刷新页面查看它办到哪一步。',
    'This step cannot be taken for the objection now; please reload the page to see how far it has come.',
  ],
  OBJECTION_WITH_DEPARTMENT: [
    '这条异议已经移交县委组织部，请由县委组织部办理。',
    'This objection was passed to the county organization department; please leave it to them.',
  ],
  ANSWER_INFORMANT_FIRST: [
    '办结之前须先答复反映人，请登记答复后再办结。',
    'Whoever raised the objection must be answered before it is closed; please enter the answer first.',
  ],
  CANDIDATE_ALREADY_LOST: [
    '这名人选已经退出或不再参选，不必再次登记；请刷新页面查看名单。',
    'This candidate has already withdrawn or dropped out; please reload the page to see the list.',
  ],
  LIST_NOT_OPEN_TO_CHANGE: [
    '候选人名单现在不能变动，请刷新页面查看进度；确需变动的，请由审批单位退回。',
    'The list of candidates cannot be changed now; please reload the page, or ask the body that decides to send it back.',
  ],
  NOT_WAIVABLE: [
    ({ item }) => `${item}是规定环节，不能免办，请照常办理。`,
    ({ item }) => `${item} cannot be waived: the rules ask for it; please go on with it.`,
  ],
  SEAT_NOT_VACANT: [
    '这个名额没有空缺，不需要补选；请刷新页面查看各名额的情况。',
    'This seat is not vacant and needs no by-election; please reload the page to see how the seats stand.',
  ],
  NO_DEADLINES: [
    '往年记录没有期限，不延期、不暂停，也不调整县方案，这次没有保存；请直接补录，或者结束补录。',
    'A record of the past has no due dates: nothing is extended, held or amended, and nothing was recorded. Go on entering it, or end it.',
  ],
  NO_RECORD: [
    '这项全县工作不是往年记录，不能“结束补录”，这次没有保存；请在“全县进度”查看进度。',
    'This campaign is no record of the past and cannot be ended like one; nothing was recorded. Please look at the county board.',
  ],
  PLAN_NOT_NEWER: [
    '这份方案不比现行的新，没有采用；请核对版本后再上传。',
    'This plan is not newer than the one in force and was not taken; please check its version and send it again.',
  ],
  CLOSED: [
    '这项工作已经结束，不再受理；请在“全县进度”或本乡镇页面查看结果。',
    'This has ended and takes nothing more; please see the outcome on the county board or the page of the township.',
  ],
  TOWNSHIP_EXISTS: [
    ({ d }) => `乡镇${spaced(d.township)}已经参加，不必再次加入；请从县名册中去掉后再上传。`,
    ({ d }) => `The township${spaced(d.township)} takes part already; please take it out of the file and send it again.`,
  ],
  PLAN_NOT_APPROVED: [
    '县方案还没有批准，请等县委组织部批准后再办理。',
    'The county plan is not approved yet; please wait for the county organization department.',
  ],
  NONCE_USED: [
    '这张表单已经用来报送过别的内容，这次没有保存；请重新打开表单再办理，您填写的内容仍在。',
    'This form was used before to send something else, so this was not recorded; please open the form again, what you typed is still there.',
  ],
  LOST_IN_RESTORE: [
    '数据恢复后，这一次办理没有保留下来，请重新办理。',
    'This did not survive the restoring of a backup; please do it once more.',
  ],
};

/** For a code of a later version, on record from before a downgrade. */
const UNKNOWN: (typeof SENTENCES)[RefusalCode] = [
  '没有生效，请重新打开页面查看进度。',
  'It did not take effect; please open the page again to see where it stands.',
];

function isRefusalCode(code: string): code is RefusalCode {
  return (REFUSAL_CODES as readonly string[]).includes(code);
}

function spaced(value: string | number | undefined): string {
  return value === undefined ? '' : ` ${value}`;
}

/** A day as people say it; what is none stays as it is. */
function day(value: string | number | undefined, language: 'zh' | 'en'): string | undefined {
  return value === undefined ? undefined : dayPhrase(value, language === 'zh' ? 'zh-Hans' : 'en');
}

/** The same in brackets, without its weekday. */
function bracketed(value: string | number | undefined, language: 'zh' | 'en'): string {
  if (value === undefined) return '';
  return language === 'zh' ? `（${datePhrase(value, 'zh-Hans')}）` : ` (${datePhrase(value, 'en')})`;
}

function between({ from, to }: RefusalDetails, language: 'zh' | 'en'): string {
  if (from === undefined || to === undefined)
    return language === 'zh' ? '在本环节开放之后、不晚于今天' : 'after this stage opened and not after today';
  return language === 'zh' ? `在 ${day(from, 'zh')} 至 ${day(to, 'zh')} 之间` : `from ${day(from, 'en')} to ${day(to, 'en')}`;
}

/**
 * Why something was refused and what to do now, in one sentence of the reader's language.
 * @param code a {@link RefusalCode}
 * @param details as they came with the refusal; what is missing there is left out of the sentence
 */
export function refusalText(code: string, details: RefusalDetails, language: Language): string {
  const zh = language === 'zh-Hans';
  const sentence = (isRefusalCode(code) ? SENTENCES[code] : UNKNOWN)[zh ? 0 : 1];
  if (typeof sentence === 'string') return sentence;
  const title = details.item === undefined || details.item === '' ? undefined : itemTitle(String(details.item), language);
  const item = title === undefined ? (zh ? '此事项' : 'this item') : zh ? `“${title}”` : `"${title}"`;
  const said = sentence({ item, d: details });
  return said.charAt(0).toUpperCase() + said.slice(1);
}
