import { z } from 'zod';
import { DOSSIERS } from '../../domain/dossiers/index.ts';
import { isRowsField } from '../../domain/fields/field.ts';
import { inLanguage } from '../../domain/language/sentence.ts';
import { findItemView } from '../access/township-view.ts';
import { found, RequestError } from '../http/request-error.ts';
import { tableRead } from '../use-cases/parsing/files.ts';
import { parsed } from '../use-cases/parsing/parsed.ts';
import { formBeforehand } from '../use-cases/proposed.ts';
import { reportFieldsOf } from '../use-cases/report-fields.ts';
import { dossierIdOf, latestRevisionOf } from '../use-cases/submit-dossier.ts';
import { prose } from '../use-cases/typed-text.ts';
import { bilingualSchema, problemSchema } from './answer-schemas.ts';
import { endpoint, ok } from './endpoint.ts';
import { attachmentSchema } from './process-schemas.ts';
import { itemPath, tableName, UPLOAD_BYTES, upload, uploaded } from './request-schemas.ts';

/** Most characters of pasted rows. */
const PASTED_MAX = 200_000;

export const showForm = endpoint({
  id: 'showForm',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/form',
  summary: '表单开始时的内容：上次报送的，或从记录带入的 / what the form holds at first: as submitted last, or from what is on record',
  access: 'signed-in',
  params: itemPath,
  answers: {
    200: {
      says: '表单 / the form',
      body: z.strictObject({
        dossier: z.unknown(),
        /** Files of the revision it comes from. */
        attachments: z.array(attachmentSchema),
        /** Figures that the plan in force asks a monthly report for: rows of `further`. */
        further: z.array(z.strictObject({ name: z.string(), label: bilingualSchema })),
      }),
    },
  },
  async handle({ caller: { actor }, params }, deps) {
    const view = found(await findItemView(deps, actor, params.campaign, params.township, params.item));
    const { campaign, township, item, progress } = view;
    const latest = await latestRevisionOf(deps, campaign, township.id, item.id);
    const [dossier, further] = await Promise.all([
      formBeforehand(deps, view, latest?.dossier),
      reportFieldsOf(deps, campaign, item.id, progress.state),
    ]);
    return ok({
      dossier,
      attachments: latest?.attachments ?? [],
      further: further.map(({ name, label }) => ({ name, label: { ...label } })),
    });
  },
});

export const rows = endpoint({
  id: 'readRows',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/rows/{table}',
  summary: '把电子表格的行读成材料里的行；什么也不记录 / read rows of a spreadsheet as rows of a dossier; records nothing',
  access: 'signed-in',
  sends: { township: 'submit' },
  params: itemPath.extend({ table: tableName }),
  body: z.union([z.strictObject({ text: prose(PASTED_MAX) }), z.strictObject(upload)]),
  largestBody: UPLOAD_BYTES,
  answers: {
    200: {
      says: '没有问题的行，和其他行的问题 / the rows without fault, and what is wrong with the others',
      body: z.strictObject({ rows: z.array(z.unknown()), problems: z.array(problemSchema) }),
    },
  },
  async handle({ caller: { actor }, params, body, language }, deps) {
    const { item } = found(await findItemView(deps, actor, params.campaign, params.township, params.item));
    const dossier = dossierIdOf(item.id);
    const field = found(DOSSIERS[dossier].fields.filter(isRowsField).find(({ name }) => name === params.table));
    const whose = actor.account;
    const sheet =
      'text' in body ? await tableRead(whose, 'pastedRows', body.text) : await tableRead(whose, 'rowsOfFile', uploaded(body).content);
    if ('problem' in sheet)
      throw new RequestError('MALFORMED', [{ path: '', code: 'ROWS_UNREADABLE', message: inLanguage(sheet.problem, language) }]);
    const read = await parsed(whose, 'readRows', { dossier, field, present: [], accounts: [] }, sheet);
    const problems = read.problems.map(({ row, column, code, ...both }) => ({
      path: column ?? '',
      row,
      code,
      message: inLanguage(both, language),
    }));
    return ok({ rows: read.rows, problems });
  },
});
