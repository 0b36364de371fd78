import type { Request, RequestHandler, Response } from 'express';
import type { Accounts } from './accounts/accounts.ts';
import type { Conditions } from './conditions.ts';
import type { JsonDeps } from './json/deps.ts';

/** What the pages work with beside what the JSON API has. */
export interface PageDeps extends JsonDeps {
  readonly accounts: Accounts;
  readonly csrf: {
    /** Token for the hidden input `_csrf` of every form of this page; sets its cookie where needed. */
    tokenFor(request: Request, response: Response): string;
    /** In front of every POST of a page; throws a 403 that keeps nothing. Reads `_csrf` from the parsed body. */
    readonly protect: RequestHandler;
  };
  /** False: mails are kept in the app, and a banner says so. */
  readonly mailIsSent: boolean;
  /** What is wrong with the installation as a whole: said on every page. */
  readonly conditions?: Conditions;
  /** Where people open the app. */
  readonly publicUrl: string;
  /** The engine's namespace, for links to its own pages. */
  readonly namespace: string;
}
