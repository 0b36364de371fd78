import { hasDeadlines } from '../../../domain/calendar/clock.ts';
import { type Notice, publicNoticeText } from '../../../domain/election/notice-text.ts';
import { bodyTitle } from '../../../domain/language/bodies.ts';
import type { Language } from '../../../domain/language/sentence.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import { stageOf } from '../../../domain/stages/item-definitions.ts';
import { isMonthlyReport, isSeatItem, isStage, seatItemId, seatOf } from '../../../domain/stages/items.ts';
import { documentsOf, linkMakersOf } from '../../../store/commands.ts';
import type { DossierRevision } from '../../../store/dossiers.ts';
import type { ItemView } from '../../access/township-view.ts';
import { planInForce } from '../../use-cases/amend-plan.ts';
import { officesOpen, votingStageOf } from '../../use-cases/ballot-papers.ts';
import { dossierIdOf } from '../../use-cases/submit-dossier.ts';
import { tiesOnRecord } from '../../use-cases/ties-on-record.ts';
import type { AttachedFile } from '../attachments/view.tsx';
import type { PageDeps } from '../deps.ts';
import { electionTexts } from '../election-papers/texts.ts';
import { irregularTexts } from '../irregular-cases/texts.ts';
import { attachmentPath, ballotPath, irregularPath, itemPath, townshipPath } from '../paths.ts';
import type { PageRequest } from '../routing/route.ts';
import { namesOf, withMark } from '../shared/account-names.ts';
import { documentForm, documentText, NO_DOCUMENT } from '../shared/own-document.ts';
import { waitingOf } from '../shared/plan-days.ts';
import { askedOf, refusalToAnswer, refusalToSubmit, verbFor } from '../shared/reader-verb.ts';
import { wordsAt } from '../shared/seen-township.ts';
import { accountsOf, fieldsOfItem, shownFields } from '../shared/shown-fields.ts';
import { shownStatus } from '../ui/shown-status.ts';
import { bracketed } from '../ui/signs.ts';
import { translator } from '../ui/texts/bilingual.ts';
import { returnChoices } from './answer-choices.ts';
import type { DecisionForm } from './decision-view.tsx';
import { itemTexts } from './texts.ts';
import type { ItemPageView } from './view.tsx';

/** What the reader typed into the answer's form and has to see again. */
export type TypedAnswer = Pick<DecisionForm, 'comment' | 'target' | 'then' | 'typedDocument' | 'mistakes'>;

/** An item as its page shows it. */
export async function itemModel(view: ItemView, visit: PageRequest, deps: PageDeps, typed?: TypedAnswer): Promise<ItemPageView> {
  const { campaign, township, progress, item, now, revision, ruleResults, earlier } = view;
  const { language, actor } = visit;
  const fields = await fieldsOfItem(deps, view);
  const dossiers = [revision, ...earlier.map((round) => round.revision)].flatMap((one) => one?.dossier ?? []);
  const given = item.asked.flatMap((answer) => (answer.given ? [{ ...answer, given: answer.given }] : []));
  const nonces = [...(item.submission ? [item.submission.nonce] : []), ...given.map((answer) => answer.given.nonce)];
  const [makers, documents] = await Promise.all([linkMakersOf(deps.store, nonces), documentsOf(deps.store, nonces)]);
  const names = await namesOf(deps, [
    ...makers.values(),
    ...(item.submission ? [item.submission.account] : []),
    ...given.map((answer) => answer.given.account),
    ...dossiers.flatMap((dossier) => accountsOf(fields, dossier)),
  ]);
  const reading = { language, names, at: township.body };
  const nameOf = ({ account, nonce }: { readonly account: string; readonly nonce: string }) =>
    withMark(names.get(account) ?? '', makers.get(nonce), names, language) || undefined;
  const verb = verbFor(view, actor, item);
  const guidance = await guidanceOf(deps, view, language);
  const notByMe = notByMeOf(view, visit);
  const papers = papersOf(view, language);
  return {
    title: itemTitle(item.id, language),
    place: township.name,
    placeHref: townshipPath(campaign._id, township.id),
    status: shownStatus(item),
    round: item.round,
    waiting: progress.standing.waitingOn
      .filter((clock) => clock.item === item.id)
      .map((clock) => waitingOf(clock, now, language, township.body)),
    answers: given.flatMap(({ body, kind, given: one }) =>
      kind === 'settle'
        ? []
        : [
            {
              body: bodyTitle(body, language, township.body),
              verb: kind,
              name: nameOf(one),
              at: one.at,
              late: one.late,
              ...(one.documentOn ? { document: documentText(documents.get(one.nonce), one.documentOn, language) } : {}),
            },
          ],
    ),
    ties: (await tiesOnRecord(deps, view))
      .filter((tie) => tie.item.id === item.id)
      .map(({ tied, taken, agreed }) => ({ tied, taken, agreed })),
    ruleResults,
    ...noticeOf(view, item),
    earlier: earlier.map(({ round: { round, ended, at }, reason, revision }) => ({
      round,
      ended,
      at,
      ...(reason ? { reason } : {}),
      ...(revision ? { fields: shownFields(fields, revision.dossier, reading), attachments: filesOf(view, revision) } : {}),
    })),
    ...(guidance ? { guidance } : {}),
    ...(item.submission ? { submitted: { name: nameOf(item.submission), at: item.submission.at, late: item.submission.late } } : {}),
    ...(revision ? { fields: shownFields(fields, revision.dossier, reading), attachments: filesOf(view, revision) } : {}),
    ...(verb === 'submit' || verb === 'report' ? { fillIn: `${itemPath(campaign._id, township.id, item.id)}/submission` } : {}),
    ...(mayCorrect(view, actor) ? { correct: `${itemPath(campaign._id, township.id, item.id)}/submission` } : {}),
    ...(verb && verb !== 'submit' && verb !== 'report' ? { decision: decisionForm(view, visit, verb, typed) } : {}),
    ...(notByMe ? { notByMe } : {}),
    ...(papers ? { papers } : {}),
    ...(askedOf(item, actor)?.kind === 'settle' ? { settle: irregularPath(campaign._id, township.id) } : {}),
  };
}

/** The files submitted with a revision, each with its address. */
function filesOf({ campaign, township, item }: ItemView, { attachments = [] }: DossierRevision): AttachedFile[] {
  return attachments.map(({ id, name, size }) => ({ id, name, size, href: attachmentPath(campaign._id, township.id, item.id, id) }));
}

/** The notice as it is posted, written from its fields, on the days that the run gave it. */
function noticeOf({ revision, campaign, township, progress }: ItemView, { id, notice }: ItemView['item']): Pick<ItemPageView, 'notice'> {
  if (stageOf(id) !== 'public-notice' || !revision || !notice) return {};
  const period = { firstDay: notice.firstDay, rolledTo: notice.lastDay };
  const vote = isSeatItem(id) ? seatItemId(seatOf(id).seat, 'by-election') : undefined;
  const byElection = vote !== undefined && progress.state.items.some((item) => item.id === vote);
  const place = { county: campaign.countyName, body: township.body, byElection };
  return { notice: publicNoticeText(revision.dossier as Notice, period, place) };
}

function decisionForm(view: ItemView, { actor, language }: PageRequest, verb: DecisionForm['verb'], typed?: TypedAnswer): DecisionForm {
  const { campaign, township, item } = view;
  const { targets, straightBack } = returnChoices(view, actor, item, language);
  return {
    action: `${itemPath(campaign._id, township.id, item.id)}/decision`,
    round: item.round,
    digest: item.submission?.digest ?? '',
    verb,
    mayReturn: targets.length > 0,
    targets,
    straightBack,
    ...documentForm(item, verb, language),
    ...(typed ?? { comment: '', target: targets[0]?.value ?? '', then: 'step-by-step', typedDocument: NO_DOCUMENT, mistakes: [] }),
  };
}

/** A notice that hangs may be posted anew by whoever posts it. */
function mayCorrect(view: ItemView, actor: PageRequest['actor']): boolean {
  const { item } = view;
  return item.notice !== null && item.status === 'submitted' && refusalToSubmit(view, actor, item) === undefined;
}

function notByMeOf(view: ItemView, { actor }: PageRequest): ItemPageView['notByMe'] {
  if (!askedOf(view.item, actor)) return undefined;
  switch (refusalToAnswer(view, actor, view.item)) {
    case 'OWN_SUBMISSION':
      return 'own';
    case 'CANDIDATE_DECIDES':
      return 'candidate';
    case 'HELD':
      return 'held';
    default:
      return undefined;
  }
}

/** Ballot paper and the like, for a stage that is a vote. */
function papersOf(view: ItemView, language: Language): ItemPageView['papers'] {
  if (view.item.round === 0 || !votingStageOf(view)) return undefined;
  const t = translator(language);
  const base = itemPath(view.campaign._id, view.township.id, view.item.id);
  const offices = officesOpen(view);
  const several = offices.length > 1;
  const papers = [
    ['ballot', electionTexts.ballot],
    ['tally-sheet', electionTexts.sheet],
    ['count', electionTexts.count],
  ] as const;
  return [
    ...papers.flatMap(([which, text]) =>
      offices.map((office) => ({
        href: ballotPath(base, which, several ? office : undefined),
        text: several ? `${t(text)}${t(bracketed(t(irregularTexts[`office-${office}`])))}` : t(text),
      })),
    ),
    ...(view.revision || view.item.pastRounds.length > 0
      ? [
          { href: `${base}/announcement`, text: t(electionTexts.announcement) },
          { href: `${base}/minutes.docx`, text: t(electionTexts.minutes) },
        ]
      : []),
  ];
}

/** What the plan in force asks for here. */
export async function guidanceOf(deps: PageDeps, { campaign, township, item }: ItemView, language: Language): Promise<string | undefined> {
  if (isMonthlyReport(item.id))
    return translator(language)(hasDeadlines(campaign.clock) ? itemTexts.reportGuidance : itemTexts.reportGuidanceRecord);
  const stage = dossierIdOf(item.id);
  return isStage(stage)
    ? translator(language, wordsAt(township.body))((await planInForce(deps, campaign)).stages[stage].guidance)
    : undefined;
}
