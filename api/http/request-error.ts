import type { Bilingual } from '../../domain/language/problem.ts';

/** Errors of a request that are no refusal by the process: status and sentence of each, once. */
export const ERRORS = {
  MALFORMED: { status: 400, zh: '请求的格式不对', en: 'the request has the wrong form' },
  LINK_REFUSED: {
    status: 401,
    zh: '登录链接已用过、已过期或不对，请重新获取',
    en: 'the sign-in link was used, has expired or is wrong; please ask for a new one',
  },
  PASSWORD_REFUSED: { status: 401, zh: '邮箱或密码不对', en: 'address or password is wrong' },
  SIGN_IN_NEEDED: { status: 401, zh: '请先登录', en: 'sign in first' },
  FOREIGN_ORIGIN: { status: 403, zh: '只接受本系统页面发出的请求', en: 'only requests of this service’s own pages are taken' },
  PASSWORD_WRONG: { status: 403, zh: '原密码不对', en: 'the present password is wrong' },
  NOT_YOURS: { status: 403, zh: '您的角色不能做这件事', en: 'your role may not do this' },
  NOT_FOUND: { status: 404, zh: '没有找到', en: 'not found' },
  METHOD_NOT_ALLOWED: { status: 405, zh: '这个地址不支持此方法', en: 'this method is not supported here' },
  WINDOW_OVER: {
    status: 422,
    zh: '这一年的办理期已经过去，不能按正式启动；要练习请用演练，要补记请用往年记录',
    en: 'the window of this year is over: a live campaign cannot begin; use a trial to rehearse it, or a record to enter it',
  },
  WINDOW_NOT_OVER: {
    status: 422,
    zh: '这一年的办理期还没有过去，不能补录往年记录',
    en: 'the window of this year is not over: it cannot be a record of the past yet',
  },
  CAMPAIGN_EXISTS: { status: 409, zh: '该县这一年的工作已经启动', en: 'the campaign of this county and year has begun already' },
  EMAIL_TAKEN: { status: 409, zh: '这个邮箱已有账号', en: 'this address has an account already' },
  LAST_ADMINISTRATOR: {
    status: 409,
    zh: '这是最后一名系统管理员，请先添加另一名',
    en: 'this is the last administrator; please add another one first',
  },
  LAST_OF_BODY: {
    status: 409,
    zh: '这是该单位最后一名可以办理的人员，请先添加接任人员；确实要继续的，写明 leaveEmpty: true',
    en: 'nobody else could act for this body; please add a successor first, or say leaveEmpty: true where that is meant',
  },
  NOT_ACTIVE: { status: 409, zh: '账号已停用，请先恢复', en: 'the account is not active; please reactivate it first' },
  TOO_LARGE: { status: 413, zh: '内容太大', en: 'the request is too large' },
  ATTACHMENT_REFUSED: { status: 422, zh: '这个文件不能作为附件', en: 'this file cannot be attached' },
  ATTACHMENT_SUBMITTED: { status: 409, zh: '附件已经报送，不能删去', en: 'the file is on record and stays' },
  NOT_JSON: { status: 415, zh: '只接受 UTF-8 的 application/json', en: 'only application/json in UTF-8 is taken' },
  COUNTY_FILE_WRONG: { status: 422, zh: '县名册有错误，请逐条修改', en: 'the county file has problems' },
  PLAN_FILE_WRONG: { status: 422, zh: '方案文件有错误，请逐条修改', en: 'the plan file has problems' },
  COUNT_WRONG: { status: 422, zh: '计票内容有错误，请逐条修改', en: 'the count has problems' },
  WEBSITE_WRONG: { status: 422, zh: '网址打不开，请检查', en: 'this is no web address; please check it' },
  PROVISIONAL_DAYS: { status: 422, zh: '部分期限只能暂定，请确认后再启动', en: 'some deadlines are provisional; accept that first' },
  NOTHING_TO_ADD: { status: 422, zh: '文件里的乡镇都已参加', en: 'every township of the file takes part already' },
  UNIT_WRONG: {
    status: 422,
    zh: '单位与角色不符，或不归您管理',
    en: 'the unit does not fit the role, or is not yours to administer',
  },
  PASSWORD_EASY: {
    status: 422,
    zh: '这个密码太容易猜：常用的、重复的、顺序的，或就是您的邮箱、姓名；请换一个，可以用一句好记的话',
    en: 'this password is easily guessed: a common one, a repetition, a row, or your own address or name; choose another, a sentence will do',
  },
  UNIT_UNKNOWN: { status: 422, zh: '该县没有这个乡镇', en: 'the county has no such township' },
  TOO_MANY: { status: 429, zh: '请求太频繁，请稍后再试', en: 'too many requests; please try again later' },
  INTERNAL: { status: 500, zh: '系统出错，请稍后再试', en: 'something went wrong here; try again later' },
  BUSY: {
    status: 503,
    zh: '使用的人太多，没有记录，请用同一随机数重试',
    en: 'too many at once, nothing was recorded; try again with the same nonce',
  },
  READ_ONLY: {
    status: 503,
    zh: '服务器磁盘已满，暂不办理，没有记录；清理后自动恢复，请用同一随机数重试',
    en: 'the disk is full and nothing was recorded; it goes on once there is room, try again with the same nonce',
  },
  UNAVAILABLE: { status: 503, zh: '服务暂时不可用，请用同一随机数重试', en: 'not available right now; try again with the same nonce' },
} as const satisfies Readonly<Record<string, Bilingual & { readonly status: number }>>;

export type RequestErrorCode = keyof typeof ERRORS;

/** One thing wrong with what was sent, in the reader's language. */
export interface RequestProblem {
  /** Where: `people[0].name`; empty for the whole. */
  readonly path: string;
  /** Line of a YAML file or row of a CSV file, from 1. */
  readonly row?: number | undefined;
  readonly code: string;
  readonly message: string;
}

/** Thrown by a handler to end the request with an error's status and sentence. */
export class RequestError extends Error {
  readonly code: RequestErrorCode;
  readonly problems: readonly RequestProblem[];

  constructor(code: RequestErrorCode, problems: readonly RequestProblem[] = []) {
    super(code);
    this.name = 'RequestError';
    this.code = code;
    this.problems = problems;
  }
}

/** A value that was looked up, or 404: what is not there and what is not the caller's to see are not told apart. @throws RequestError */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new RequestError('NOT_FOUND');
  return value;
}
