import type { RefusalCode } from '../../../domain/errors.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { documentAsked } from '../../../domain/process/answer-document.ts';
import type { ItemView } from '../../access/township-view.ts';
import { refusalText } from '../../use-cases/refusal-text.ts';
import { sendTownshipMessage } from '../../use-cases/township-messages.ts';
import { wouldRefuse } from '../../use-cases/would-refuse.ts';
import type { PageDeps } from '../deps.ts';
import { itemPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { PageError } from '../routing/page-error.ts';
import { type Page, type PageAnswer, type PageRequest, post, type Route, shown } from '../routing/route.ts';
import { commentMistakes, commentOf } from '../shared/comment.ts';
import { type Ending, endingMistakes, endingOf } from '../shared/endings.ts';
import { afterPress, refusedPage } from '../shared/outcome.tsx';
import { DOCUMENT_REFUSALS, documentBody, documentMistakes, documentText, documentTyped } from '../shared/own-document.ts';
import { ITEM_ROUTE, seenItem } from '../shared/seen-township.ts';
import { ConfirmPage } from '../ui/confirm-page.tsx';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { verbTexts } from '../ui/texts/process.ts';
import type { TypedDocument } from './decision-view.tsx';
import { itemModel } from './model.ts';
import { itemTexts } from './texts.ts';
import { ItemPage } from './view.tsx';

/** What the reader chose and typed. */
interface Answer {
  readonly round: string;
  readonly digest: string;
  readonly verdict: 'approve' | 'receipt' | 'note' | 'return';
  readonly comment: string;
  readonly target: string;
  readonly then: string;
  readonly document: TypedDocument;
}

/** Refusals about the way back, which the reader can choose differently. */
const ABOUT_TARGET: readonly RefusalCode[] = [
  'RETURN_TARGET_WRONG',
  'VOTE_ALREADY_HELD',
  'RETURN_NOT_POSSIBLE',
  'STRAIGHT_BACK_BREAKS_RULE',
];

/** 同意, 签收, 知悉 or 退回: checked once more, then recorded. */
export const decisionRoutes: readonly Route[] = [
  post(
    `${ITEM_ROUTE}/decision`,
    async (visit, deps) => {
      const view = await seenItem(visit, deps);
      const form = formOf(visit.request);
      const answer = answerOf(form, view);
      switch (typed(form, 'do')) {
        case 'confirm':
          return confirm(visit, deps, view, answer);
        case 'change':
          return itemAgain(visit, deps, view, answer, []);
        default:
          return check(visit, deps, view, answer);
      }
    },
    { sends: { township: 'decide' } },
  ),
];

function answerOf(form: ReturnType<typeof formOf>, { item }: ItemView): Answer {
  const verdict = typed(form, 'verdict');
  if (verdict !== 'approve' && verdict !== 'receipt' && verdict !== 'note' && verdict !== 'return') throw new PageError('malformed');
  return {
    verdict,
    round: typed(form, 'round'),
    digest: typed(form, 'digest'),
    comment: commentOf(typed(form, 'comment')),
    target: typed(form, 'target') || item.id,
    then: typed(form, 'then') === 'straight-back' ? 'straight-back' : 'step-by-step',
    document: documentTyped(form),
  };
}

function envelopeOf(answer: Answer, { item }: ItemView): Readonly<Record<string, unknown>> {
  const { round, digest, verdict, target, then } = answer;
  const way = verdict === 'return' ? { returnTo: { stage: target, then: target === item.id ? 'step-by-step' : then } } : {};
  return {
    item: item.id,
    round: Number(round),
    digest,
    verdict,
    ...way,
    ...(isWritten(answer, item) ? documentBody(answer.document) : {}),
  };
}

/** True for an answer that comes with a document; a return needs none. */
function isWritten({ verdict, document }: Answer, item: ItemView['item']): boolean {
  return documentAsked(item.id, verdict) !== undefined && document.number !== '';
}

async function check(visit: PageRequest, deps: PageDeps, view: ItemView, answer: Answer): Promise<PageAnswer> {
  const { language, actor } = visit;
  const mistakes = mistakesIn(answer, view, language);
  if (mistakes.length > 0) return itemAgain(visit, deps, view, answer, mistakes);
  const refused = wouldRefuse(view, actor, 'decide', envelopeOf(answer, view));
  const input = refused && DOCUMENT_REFUSALS[refused.code];
  if (refused && input)
    return itemAgain(visit, deps, view, answer, [{ field: input, text: refusalText(refused.code, refused.details, language) }]);
  if (refused && ABOUT_TARGET.includes(refused.code)) {
    return itemAgain(visit, deps, view, answer, [{ field: 'target', text: refusalText(refused.code, refused.details, language) }]);
  }
  if (refused) return refusedPage(visit, refused, { campaign: view.campaign, kept: keptOf(view, answer) });
  return shown(confirmPage(visit, view, answer, newNonce()));
}

function mistakesIn({ verdict, comment, document }: Answer, { item }: ItemView, language: PageRequest['language']): Mistake[] {
  if (verdict === 'return' && comment === '') return [{ field: 'comment', text: translator(language)(itemTexts.reasonMissing) }];
  return [...documentMistakes(document, documentAsked(item.id, verdict), language), ...commentMistakes(comment, 'comment', language)];
}

async function confirm(visit: PageRequest, deps: PageDeps, view: ItemView, answer: Answer): Promise<PageAnswer> {
  const mistakes = mistakesIn(answer, view, visit.language);
  if (mistakes.length > 0) return itemAgain(visit, deps, view, answer, mistakes);
  const nonce = nonceOf(formOf(visit.request));
  const [missing] = endingMistakes(endingOf(view, visit, 'decide', envelopeOf(answer, view)), visit.language);
  if (missing) return shown({ ...confirmPage(visit, view, answer, nonce, { tick: missing.text }), status: 422, wrong: true });
  const outcome = await sendTownshipMessage(deps, visit.actor, {
    campaign: view.campaign,
    township: view.township.id,
    name: 'decide',
    nonce,
    body: envelopeOf(answer, view),
    ...(answer.comment ? { comment: answer.comment } : {}),
    ...(isWritten(answer, view.item) ? { document: answer.document.number } : {}),
  });
  return afterPress(visit, {
    outcome,
    nonce,
    campaign: view.campaign,
    again: () => confirmPage(visit, view, answer, nonce, { unavailable: true }),
    kept: keptOf(view, answer),
  });
}

/** The item's page with what was typed. When it cannot be answered any more, the refusal that says so, and the comment. */
async function itemAgain(
  visit: PageRequest,
  deps: PageDeps,
  view: ItemView,
  answer: Answer,
  mistakes: readonly Mistake[],
): Promise<PageAnswer> {
  const { comment, target, then, document: typedDocument } = answer;
  const page = await itemModel(view, visit, deps, { comment, target, then, typedDocument, mistakes });
  if (!page.decision) {
    const refused = wouldRefuse(view, visit.actor, 'decide', envelopeOf({ ...answer, target: view.item.id }, view));
    if (refused) return refusedPage(visit, refused, { campaign: view.campaign, kept: keptOf(view, answer) });
  }
  const wrong = mistakes.length > 0;
  return shown({
    status: wrong ? 422 : 200,
    wrong,
    title: `${page.title}（${page.place}）`,
    campaign: view.campaign,
    body: <ItemPage {...page} />,
  });
}

function confirmPage(
  visit: PageRequest,
  view: ItemView,
  answer: Answer,
  nonce: string,
  { unavailable = false, tick }: { readonly unavailable?: boolean; readonly tick?: string } = {},
): Page {
  const { language } = visit;
  const ending: Ending | undefined = endingOf(view, visit, 'decide', envelopeOf(answer, view));
  const t = translator(language);
  const { verdict, comment, target, then, document, ...rest } = answer;
  const { campaign, township, item } = view;
  const title = itemTitle(item.id, language);
  const verb = t(verbTexts[verdict]);
  const back = verdict === 'return' && target !== item.id;
  const facts = [
    { label: t(itemTexts.place), value: township.name },
    { label: t(itemTexts.decision), value: verb },
    ...(verdict === 'return' ? [{ label: t(itemTexts.returnTo), value: itemTitle(target, language) }] : []),
    ...(back
      ? [{ label: t(itemTexts.returnWay), value: t(then === 'straight-back' ? itemTexts.straightBack : itemTexts.stepByStep) }]
      : []),
    ...(isWritten(answer, item) ? [{ label: t(itemTexts.document), value: documentText(document.number, document.on, language) }] : []),
    ...(isWritten(answer, item) && document.officeStated ? [{ label: t(itemTexts.office), value: t(itemTexts.officeByDocument) }] : []),
    { label: t(verdict === 'return' ? itemTexts.reason : itemTexts.comment), value: comment || t(itemTexts.noComment) },
  ];
  const body = (
    <ConfirmPage
      title={t(itemTexts.confirmTitle(verb, title))}
      facts={facts}
      action={`${itemPath(campaign._id, township.id, item.id)}/decision`}
      hidden={{
        ...rest,
        verdict,
        comment,
        target,
        then,
        documentNumber: document.number,
        documentOn: document.on,
        officeStated: document.officeStated ? 'on' : '',
        nonce,
      }}
      button={t(itemTexts.confirm(verb))}
      warning={verdict === 'return'}
      ending={ending && { ...ending, ...(tick ? { mistake: tick } : {}) }}
      unavailable={unavailable}
    />
  );
  return { title: t(itemTexts.confirmTitle(verb, title)), campaign: view.campaign, body };
}

function keptOf({ campaign, township, item }: ItemView, { comment }: Answer) {
  return { href: itemPath(campaign._id, township.id, item.id), ...(comment ? { comment } : {}) };
}
