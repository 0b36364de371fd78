import { readFile, touchFiles } from '../../../store/files.ts';
import { found } from '../../http/request-error.ts';
import { NO_FILE } from '../../use-cases/attachment-refusals.ts';
import { seenFile } from '../../use-cases/dossier-attachments.ts';
import { attach } from '../../use-cases/take-attachment.ts';
import { itemPath } from '../paths.ts';
import { formOf, typed } from '../routing/form.ts';
import { incomingFile, untilFile } from '../routing/form-with-file.ts';
import { download, get, post, type Route, redirect, shown } from '../routing/route.ts';
import { refusalToSubmit } from '../shared/reader-verb.ts';
import { ITEM_ROUTE, seenItem } from '../shared/seen-township.ts';
import { readForm, rowsToDraw } from '../submission/dossier-content.ts';
import { attachedTo, fillingOf, formPage, keepDraft, placeOf } from '../submission/form.tsx';
import { keptPastes } from '../submission/paste-rows-route.tsx';
import { translator } from '../ui/texts/bilingual.ts';

/** Files beside a dossier: uploaded from its form, read by whoever may see the item. */
export const attachmentRoutes: readonly Route[] = [
  get(`${ITEM_ROUTE}/attachments/:file`, async (visit, deps) => {
    const view = await seenItem(visit, deps);
    const revisions = [view.revision, ...view.earlier.map(({ revision }) => revision)];
    const place = { campaign: view.campaign, township: view.township.id, item: view.item.id };
    const file = found(await seenFile(deps, visit.actor, place, revisions, String(visit.request.params['file'])));
    return download({ filename: file.name, type: file.type, content: { size: file.size, stream: readFile(deps.store, file.id) } });
  }),

  post(
    `${ITEM_ROUTE}/attachments`,
    async (visit, deps) => {
      const view = await seenItem(visit, deps);
      const { campaign, township, item } = view;
      const itemHref = itemPath(campaign._id, township.id, item.id);
      if (refusalToSubmit(view, visit.actor, item)) return redirect(itemHref);
      const filling = await fillingOf(visit, deps, view);
      const form = formOf(visit.request);
      const values = { ...keptPastes(filling, form), ...readForm(item, filling.fields, form).values };
      const attached = await attachedTo(filling, typed(form, 'attachments'));
      // Before the file: whatever becomes of it, what was typed is kept.
      await keepDraft(filling, { values, attached });
      const file = incomingFile(visit.request);
      const announced = Number(visit.request.get('content-length') ?? 0);
      const taken = file
        ? await attach(deps, visit.actor, placeOf(filling), { name: file.filename, content: file.content, has: attached.length, announced })
        : { refused: NO_FILE };
      if ('refused' in taken) {
        const mistakes = [{ field: 'file', text: translator(visit.language)(taken.refused) }];
        const page = await formPage(filling, { values, attached, rows: rowsToDraw(filling.fields, values), mistakes });
        return shown({ ...page, status: taken.refused.code === 'TOO_LARGE' ? 413 : 422, wrong: true });
      }
      await touchFiles(
        deps.store,
        attached.map(({ id }) => id),
        new Date(deps.now()),
      );
      await keepDraft(filling, { values, attached: [...attached, taken] });
      return redirect(`${itemHref}/submission#attachments`);
    },
    { parser: untilFile('file'), sends: { township: 'submit' } },
  ),
];
