import type { Request } from 'express';
import type { Logger } from 'pino';
import type { CalendarData } from '../domain/calendar/working-calendar.ts';
import type { Plan } from '../domain/plan/plan-schema.ts';
import type { Person } from '../store/people.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { AttachmentLimits } from './use-cases/attachment-refusals.ts';
import type { UseCaseDeps } from './use-cases/deps.ts';

/** What pages and the JSON API work with. */
export interface AppDeps extends UseCaseDeps {
  /** The plan that campaigns are started with. */
  readonly plan: Plan;
  readonly calendar: CalendarData;
  /** Wall ms per plan day of a trial that does not say. */
  readonly trialMsPerDay: number;
  /** Whose session the request carries, if it is one and the person is active. */
  readonly authenticate: (request: Request) => Promise<Person | undefined>;
  readonly accounts: Accounts;
  /** Name of the session's cookie. */
  readonly sessionCookie: string;
  readonly attachments: AttachmentLimits;
  readonly logger: Pick<Logger, 'error'>;
}
