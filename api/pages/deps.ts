import type { Accounts } from '../accounts/accounts.ts';
import type { AppDeps } from '../deps.ts';
import type { Conditions } from '../http/conditions.ts';
import type { Csrf } from '../http/csrf.ts';

/** What the pages work with beside what the JSON API has. */
export interface PageDeps extends AppDeps {
  readonly accounts: Accounts;
  readonly csrf: Csrf;
  /** False: mails are kept in the app, and a banner says so. */
  readonly mailIsSent: boolean;
  /** What is wrong with the installation as a whole: said on every page. */
  readonly conditions?: Conditions;
  /** Where people open the app. */
  readonly publicUrl: string;
  /** The engine's namespace, for links to its own pages. */
  readonly namespace: string;
}
