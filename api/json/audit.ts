import { z } from 'zod';
import { pageOf, pageQuery, rowsOf } from '../http/paging.ts';
import { auditSeenBy } from '../use-cases/audit-entries.ts';
import { figures, paging } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';

const entrySchema = z
  .strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    what: z.string(),
    by: z.string().optional(),
    role: z.string().optional(),
    unit: z.string().optional(),
    target: z.string().optional(),
    /** Units of the accounts it was done to. */
    concerns: z.array(z.string()).readonly().optional(),
    /** Whoever did it had signed in with a link that this account made for them; `terminal`: made at the server. */
    linkMadeBy: z.string().optional(),
    code: z.string().optional(),
    requestId: z.string(),
    address: z.string().optional(),
    details: figures.optional(),
  })
  .meta({ id: 'AuditEntry' });

export const listAuditEntries = endpoint({
  id: 'listAudit',
  method: 'get',
  path: '/audit',
  summary: '操作记录，最新的在前 / the audit, newest first',
  access: ['administrator', 'auditor'],
  query: pageQuery,
  answers: {
    200: {
      says: '记录；县级人员只看到本县 / entries; of the own county only, unless for the whole installation',
      body: z.strictObject({ entries: z.array(entrySchema), ...paging }),
    },
  },
  async handle({ caller: { actor }, query }, { store }) {
    const { rows, ...place } = pageOf(await auditSeenBy(store, actor, rowsOf(query)), query);
    const entries = rows.map(({ _id, at, ...entry }) => ({ id: _id.toHexString(), at: at.toISOString(), ...entry }));
    return ok({ entries, ...place });
  },
});
