import type { ClientSession } from 'mongodb';
import { type AuditEntry, audit } from '../../store/audit.ts';
import type { Store } from '../../store/database.ts';
import type { Person } from '../../store/people.ts';
import { currentRequest } from '../http/request-context.ts';

/** What happened to whom. */
export interface NoteAbout extends Pick<AuditEntry, 'target' | 'concerns' | 'code' | 'details'> {
  readonly by?: Person;
  /** Of the transaction that does it. */
  readonly session?: ClientSession;
}

/** Writes to the audit what was done to an account, in the course of which request. */
export type AuditNote = (what: string, about: NoteAbout) => Promise<void>;

export function createAuditNote(store: Store, now: () => number): AuditNote {
  return async (what, { by, session, ...about }) => {
    const actor = by ? { by: by._id, role: by.role, unit: by.unit } : {};
    // When the request came is the service's own clock, nothing for the record.
    const { since: _since, ...request } = currentRequest();
    await audit(store, { what, ...actor, ...about, ...request }, new Date(now()), session);
  };
}
