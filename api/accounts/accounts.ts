import type { Request, Response } from 'express';
import type { Language } from '../../domain/language/sentence.ts';
import type { NewPerson, Person } from '../../store/people.ts';

/** A one-time sign-in link: shown once, kept as a hash, consumed by POST only. */
export interface SignInLink {
  /** Absent where it was mailed to its owner: there nobody else is to read it. */
  readonly link?: string;
  readonly expiresAt: Date;
}

/**
 * Why a person could not be added or changed.
 * - `NOT_FOUND` nobody has this id, or the administrator has no say there; the two are not told apart
 * - `UNIT_WRONG` the role has no such unit, or it lies outside the administrator's county
 * - `UNIT_UNKNOWN` the county has no such township
 * - `LAST_OF_BODY` nobody else could act for their body, which takes part in a campaign under way; done only where that is meant
 * - `NOT_ACTIVE` no link for somebody who may not sign in
 */
export type PersonProblem =
  | 'EMAIL_TAKEN'
  | 'LAST_ADMINISTRATOR'
  | 'LAST_OF_BODY'
  | 'NOT_FOUND'
  | 'UNIT_WRONG'
  | 'UNIT_UNKNOWN'
  | 'NOT_ACTIVE';

/** `leaveEmpty`: the body is meant to be without anybody for now. */
export interface Leaving {
  readonly leaveEmpty?: boolean;
}

/** Where somebody is signed in. */
export interface OwnSession {
  readonly begunAt: Date;
  readonly usedAt: Date;
  readonly address: string;
  /** As the browser names itself. */
  readonly browser: string;
  readonly current: boolean;
}

export type PasswordChange = 'changed' | 'present-wrong' | 'easily-guessed';

/**
 * Everything about who somebody is: sessions, one-time links, passwords, the people an administrator manages. The
 * library behind it is known to `api/accounts/` alone. Each change is audited.
 */
export interface Accounts {
  /** Whose session the request carries, if it is one and the person is active. Never throws for a bad cookie. */
  authenticate(request: Request): Promise<Person | undefined>;
  /** Consumes a one-time link's token and begins a session under a new id. @returns undefined when used, expired or unknown */
  signInWithToken(request: Request, response: Response, token: string): Promise<Person | undefined>;
  /** @returns undefined when address or password is wrong, or the person is not active; the two are not told apart */
  signInWithPassword(request: Request, response: Response, email: string, password: string): Promise<Person | undefined>;
  /** Sends a link to the address if somebody active has it, or where no mail is sent a word to the administrators; a few at most in a quarter of an hour; says nothing about whether anybody does. `next`: the page that they were on their way to. */
  mailSignInLink(request: Request, email: string, next?: string): Promise<void>;
  signOut(request: Request, response: Response): Promise<void>;
  /**
   * Sets or changes the person's own password and ends their other sessions. Who signed in by a link within the last half
   * hour need not know the present one: that is how a forgotten password is replaced.
   * @returns `present-wrong` when the present one is wrong or missing
   */
  changePassword(request: Request, person: Person, change: { readonly present?: string; readonly next: string }): Promise<PasswordChange>;
  /** The person's own sessions; the one that asks is marked. */
  listSessions(request: Request, person: Person): Promise<OwnSession[]>;
  /** Ends every session of the person but the one that asks. @returns false when the present password is wrong or missing, as for a change of it */
  endOtherSessions(request: Request, person: Person, present: string | undefined): Promise<boolean>;
  hasPassword(person: Person): Promise<boolean>;
  changeLanguage(person: Person, language: Language): Promise<void>;

  /** For administrators: everyone, or everyone of the administrator's county, by unit and name. */
  listPeople(by: Person): Promise<Person[]>;
  addPerson(by: Person, entry: NewPerson): Promise<Person | PersonProblem>;
  changePerson(by: Person, id: string, change: Partial<NewPerson>, leaving?: Leaving): Promise<Person | PersonProblem>;
  /** Ends every session of the person at once. */
  deactivatePerson(by: Person, id: string, leaving?: Leaving): Promise<Person | PersonProblem>;
  reactivatePerson(by: Person, id: string): Promise<Person | PersonProblem>;
  /**
   * A new link for somebody, 30 minutes. Where mail is sent it goes to them and to nobody else. Where it is not it is given
   * to `by`, in place of the last one they made for them; its owner is told, and its session and all that is done in it is marked.
   */
  createLink(by: Person, id: string): Promise<SignInLink | PersonProblem>;
}
