import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { inLanguage } from '../../domain/language/sentence.ts';
import type { Actor } from '../../domain/roles.ts';
import { itemIdSchema } from '../../domain/stages/items.ts';
import { filesOf, findFiles, readFile, type StoredFile } from '../../store/files.ts';
import { findItemView, type ItemView } from '../access/township-view.ts';
import { found, RequestError } from '../http/request-error.ts';
import { detach, seenFile } from '../use-cases/dossier-attachments.ts';
import { refuseSubmitter } from '../use-cases/may-submit.ts';
import { attach } from '../use-cases/take-attachment.ts';
import { line } from '../use-cases/typed-text.ts';
import { errorSchema, refusedSchema } from './answer-schemas.ts';
import { endpoint, NO_CONTENT, ok, reply } from './endpoint.ts';
import { answerOutcome } from './outcomes.ts';
import { fileSchema } from './process-schemas.ts';
import { fileId, itemPath } from './request-schemas.ts';

const filePath = itemPath.extend({ file: fileId });

/** Stands for the nonce of a message that is not sent: whether it would be taken is asked before the file comes. */
const ASKED = 'asked-before-the-file';

export const upload = endpoint({
  id: 'uploadAttachment',
  method: 'post',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/attachments',
  summary: '上传一个附件，报送时写明其编号 / upload a file, to be named when the dossier is submitted',
  access: 'signed-in',
  sends: { township: 'submit' },
  params: itemPath,
  query: z.strictObject({ filename: line(200) }),
  takes: 'file',
  answers: {
    201: { says: '已收下 / taken', body: fileSchema },
    403: { says: '无权 / not yours to do', body: refusedSchema },
    409: { says: '情况已变化 / things have moved on', body: refusedSchema },
    413: { says: '太大 / too large', body: errorSchema },
    422: { says: '类型、名称或数量不对 / its type, name or number is wrong', body: errorSchema },
  },
  async handle({ caller: { actor }, params, query, language, http: { request } }, deps) {
    const view = found(await findItemView(deps, actor, params.campaign, params.township, params.item));
    const place = placeOf(view);
    const refused = await refuseSubmitter(deps, actor, { ...place, round: view.item.round, nonce: ASKED });
    if (refused?.kind === 'refused') return refusedBeforehand(answerOutcome(refused, language));
    const has = (await filesOf(deps.store, whereOf(view, actor))).length;
    const announced = Number(request.get('content-length') ?? 0);
    const taken = await attach(deps, actor, place, { name: query.filename, content: request, has, announced });
    if (!('refused' in taken)) return reply(201, presentFile(taken));
    const { code, ...both } = taken.refused;
    if (code === 'TOO_LARGE') throw new RequestError('TOO_LARGE');
    throw new RequestError('ATTACHMENT_REFUSED', [{ path: 'file', code, message: inLanguage(both, language) }]);
  },
});

/** Only what has to do with who asks and with how things stand; the rest of an outcome cannot come before anything is sent. */
function refusedBeforehand(answer: ReturnType<typeof answerOutcome>) {
  if (answer.status !== 403 && answer.status !== 409) throw new RequestError('MALFORMED');
  if (!('outcome' in answer.body)) throw new RequestError('NOT_YOURS');
  return answer.status === 403 ? reply(403, answer.body) : reply(409, answer.body);
}

export const list = endpoint({
  id: 'listAttachments',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/attachments',
  summary: '自己上传、还没有报送的附件 / one’s own files that were not submitted yet',
  access: 'signed-in',
  params: itemPath,
  answers: { 200: { says: '附件 / the files', body: z.strictObject({ attachments: z.array(fileSchema) }) } },
  async handle({ caller: { actor }, params }, deps) {
    const view = found(await findItemView(deps, actor, params.campaign, params.township, params.item));
    return ok({ attachments: (await filesOf(deps.store, whereOf(view, actor))).map(presentFile) });
  },
});

export const read = endpoint({
  id: 'downloadAttachment',
  method: 'get',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/attachments/{file}',
  summary: '下载一个附件 / download a file',
  access: 'signed-in',
  params: filePath,
  answers: { 200: { says: '文件 / the file', media: 'application/octet-stream' } },
  async handle({ caller: { actor }, params, http: { response } }, deps) {
    const view = found(await findItemView(deps, actor, params.campaign, params.township, params.item));
    const revisions = [view.revision, ...view.earlier.map(({ revision }) => revision)];
    const file = found(await seenFile(deps, actor, placeOf(view), revisions, params.file));
    response
      .status(200)
      .set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-length': String(file.size) })
      .attachment(file.name)
      .type(file.type);
    await pipeline(readFile(deps.store, file.id), response).catch((error: unknown) => {
      if (!response.destroyed) throw error;
    });
    return { status: 200 as const };
  },
});

export const remove = endpoint({
  id: 'removeAttachment',
  method: 'delete',
  path: '/campaigns/{campaign}/townships/{township}/items/{item}/attachments/{file}',
  summary: '删去自己还没有报送的附件 / remove a file of one’s own that was not submitted',
  access: 'signed-in',
  params: filePath,
  answers: { 204: { says: '已删去 / removed' }, 409: { says: '已经报送 / it is on record', body: errorSchema } },
  async handle({ caller: { actor }, params }, deps) {
    const view = found(await findItemView(deps, actor, params.campaign, params.township, params.item));
    const [file] = await findFiles(deps.store, whereOf(view, actor), [params.file]);
    const own = found(file?.account === actor.account ? file : undefined);
    if (!(await detach(deps, actor, own))) throw new RequestError('ATTACHMENT_SUBMITTED');
    return NO_CONTENT;
  },
});

function placeOf({ campaign, township, item }: ItemView) {
  return { campaign, township: township.id, item: itemIdSchema.parse(item.id) };
}

function whereOf({ progress, item }: ItemView, { account }: Actor) {
  return { account, workflowId: progress._id, item: item.id };
}

function presentFile({ id, name, size, sha256, type }: StoredFile) {
  return { id, name, size, sha256, type };
}
