import { hasDeadlines } from '../../../domain/calendar/clock.ts';
import { isPlanDate } from '../../../domain/calendar/plan-date.ts';
import { WorkingCalendar } from '../../../domain/calendar/working-calendar.ts';
import { Refusal, type RefusalCode } from '../../../domain/errors.ts';
import { readDate } from '../../../domain/language/typed-values.ts';
import { itemTitle } from '../../../domain/notifications/notices.ts';
import type { TownshipView } from '../../access/township-view.ts';
import { found } from '../../http/request-error.ts';
import { refusalText } from '../../use-cases/refusal-text.ts';
import { sendTownshipMessage } from '../../use-cases/township-messages.ts';
import { wouldRefuse } from '../../use-cases/would-refuse.ts';
import type { PageDeps } from '../deps.ts';
import { itemTexts } from '../item/texts.ts';
import { townshipPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { PageError } from '../routing/page-error.ts';
import { get, type Page, type PageAnswer, type PageRequest, post, type Route, shown } from '../routing/route.ts';
import { commentMistakes, commentOf } from '../shared/comment.ts';
import { endingMistakes, endingOf } from '../shared/endings.ts';
import { afterPress, refusedPage } from '../shared/outcome.tsx';
import { seenTownship } from '../shared/seen-township.ts';
import type { Intervention } from '../township/view.tsx';
import { ConfirmPage } from '../ui/confirm-page.tsx';
import { dayText } from '../ui/dates.ts';
import type { Mistake } from '../ui/error-summary.tsx';
import { translator } from '../ui/texts/bilingual.ts';
import { verbTexts } from '../ui/texts/process.ts';
import { extendable, interventionsFor } from './choices.ts';
import { interventionTexts } from './texts.ts';
import { InterventionPage, type InterventionView } from './view.tsx';

const PATH = '/campaigns/:campaign/townships/:township/interventions/:intervention';
const INTERVENTIONS: readonly Intervention[] = ['extend', 'hold', 'release', 'close'];

type Typed = InterventionView['typed'];

/** One visit to an intervention's form. */
interface Taking {
  readonly visit: PageRequest;
  readonly deps: PageDeps;
  readonly view: TownshipView;
  readonly intervention: Intervention;
  readonly typed: Typed;
}

/** 延期, 暂停, 恢复, 终止: reason → check → confirm. */
export const interventionRoutes: readonly Route[] = [
  get(PATH, async (visit, deps) => {
    const view = await seenTownship(visit, deps);
    const intervention = interventionOf(visit);
    if (!interventionsFor(view, visit.actor).includes(intervention)) throw new PageError('notYours');
    return shown(formPage({ visit, deps, view, intervention, typed: typedIn(visit) }, []));
  }),

  post(
    PATH,
    async (visit, deps) => {
      const intervention = interventionOf(visit);
      const taking = { visit, deps, view: await seenTownship(visit, deps), intervention, typed: typedIn(visit) };
      switch (typed(formOf(visit.request), 'do')) {
        case 'confirm':
          return confirm(taking);
        case 'change':
          return shown(formPage(taking, []));
        default:
          return check(taking);
      }
    },
    { sends: (request) => ({ township: interventionOf({ request }) }) },
  ),
];

function interventionOf({ request }: Pick<PageRequest, 'request'>): Intervention {
  return found(INTERVENTIONS.find((intervention) => intervention === request.params['intervention']));
}

function typedIn({ request }: PageRequest): Typed {
  const form = formOf(request);
  return {
    item: typed(form, 'item'),
    due: readDate(typed(form, 'due')),
    reviewOn: readDate(typed(form, 'reviewOn')),
    reason: commentOf(typed(form, 'reason')),
  };
}

/** The envelope without who sends it; the round is the one that is open. */
function envelopeOf({ intervention, typed: { item, due, reviewOn }, view }: Taking): Readonly<Record<string, unknown>> {
  if (intervention === 'extend') return { item, due, round: view.progress.state.items.find(({ id }) => id === item)?.round ?? 0 };
  return intervention === 'hold' && reviewOn !== '' ? { reviewOn } : {};
}

/** Refusals that one of the inputs can put right. */
const FIELD_OF: Partial<Record<RefusalCode, string>> = { DUE_DATE_NOT_LATER: 'due', REVIEW_DATE_WRONG: 'reviewOn' };

function mistakesIn({ intervention, typed: { item, due, reviewOn, reason }, visit: { language } }: Taking): Mistake[] {
  const t = translator(language);
  const notADay = (field: 'due' | 'reviewOn') => ({ field, text: t(interventionTexts.notADay(t(interventionTexts[field]))) });
  return [
    ...(intervention === 'extend' && item === '' ? [{ field: 'item', text: t(interventionTexts.itemMissing) }] : []),
    ...(intervention === 'extend' && !isPlanDate(due) ? [notADay('due')] : []),
    ...(intervention === 'hold' && reviewOn !== '' && !isPlanDate(reviewOn) ? [notADay('reviewOn')] : []),
    ...(reason === '' ? [{ field: 'reason', text: t(interventionTexts.reasonMissing) }] : commentMistakes(reason, 'reason', language)),
  ];
}

function check(taking: Taking): PageAnswer {
  const { visit, view, intervention } = taking;
  const mistakes = mistakesIn(taking);
  if (mistakes.length > 0) return wrong(taking, mistakes);
  const refused = wouldRefuse(view, visit.actor, intervention, envelopeOf(taking));
  return refused ? refuse(taking, refused) : shown(confirmPage(taking, newNonce()));
}

/** At its field where one can put it right; else on a page of its own, with the reason kept. */
function refuse(taking: Taking, refused: Pick<Refusal, 'code' | 'details'>): PageAnswer {
  const field = FIELD_OF[refused.code];
  if (field) return wrong(taking, [{ field, text: refusalText(refused.code, refused.details, taking.visit.language) }]);
  return refusedPage(taking.visit, refused, keptOf(taking));
}

async function confirm(taking: Taking): Promise<PageAnswer> {
  const { visit, deps, view, intervention, typed } = taking;
  const mistakes = mistakesIn(taking);
  if (mistakes.length > 0) return wrong(taking, mistakes);
  const nonce = nonceOf(formOf(visit.request));
  const [missing] = endingMistakes(endingOf(view, visit, intervention, envelopeOf(taking)), visit.language);
  if (missing) return shown({ ...confirmPage(taking, nonce, { tick: missing.text }), status: 422, wrong: true });
  const to = { campaign: view.campaign, township: view.township.id, nonce, comment: typed.reason };
  const outcome = await sendTownshipMessage(deps, visit.actor, { ...to, name: intervention, body: envelopeOf(taking) });
  if (outcome.kind === 'refused') return refuse(taking, outcome);
  return afterPress(visit, { outcome, nonce, again: () => confirmPage(taking, nonce, { unavailable: true }), ...keptOf(taking) });
}

function keptOf({ view: { campaign, township }, typed: { reason } }: Taking) {
  const kept = { href: townshipPath(campaign._id, township.id), ...(reason ? { comment: reason } : {}) };
  return { campaign, kept };
}

function wrong(taking: Taking, mistakes: readonly Mistake[]): PageAnswer {
  return shown({ ...formPage(taking, mistakes), status: 422, wrong: true });
}

function formPage({ visit: { actor, language }, view, intervention, typed }: Taking, mistakes: readonly Mistake[]): Page {
  const t = translator(language);
  const { campaign, township } = view;
  const place = townshipPath(campaign._id, township.id);
  const items = intervention === 'extend' ? extendable(view, actor) : [];
  const body = (
    <InterventionPage
      intervention={intervention}
      place={township.name}
      placeHref={place}
      action={`${place}/interventions/${intervention}`}
      items={items.map(({ id, due }) => ({
        value: id,
        label: t(interventionTexts.itemDue(itemTitle(id, language), due ? dayText(due, language) : '')),
      }))}
      typed={typed}
      told={hasDeadlines(campaign.clock)}
      mistakes={mistakes}
    />
  );
  return { title: t(interventionTexts[`${intervention}Title`](township.name)), campaign, body };
}

/** A due date on a day off is taken as it is, and remarked on: whoever chose it may not have known. */
function dayOff({ visit: { language }, view: { campaign }, typed: { due } }: Taking) {
  const t = translator(language);
  const calendar = new WorkingCalendar(campaign.input.plan.calendar);
  if (!isPlanDate(due) || calendar.isWorkday(due)) return [];
  const [day, workday] = [dayText(due, language), dayText(calendar.onOrBefore(due), language)];
  return [{ label: t(interventionTexts.remark), value: t(interventionTexts.dayOff(day, workday)) }];
}

function confirmPage(
  taking: Taking,
  nonce: string,
  { unavailable = false, tick }: { readonly unavailable?: boolean; readonly tick?: string } = {},
): Page {
  const { visit, view, intervention, typed } = taking;
  const { language } = visit;
  const ending = endingOf(view, visit, intervention, envelopeOf(taking));
  const t = translator(language);
  const { campaign, township } = view;
  const verb = t(verbTexts[intervention]);
  const title = t(itemTexts.confirmTitle(verb, township.name));
  const day = (date: string): string => (isPlanDate(date) ? dayText(date, language) : t(interventionTexts.byPlan));
  const facts = [
    { label: t(itemTexts.place), value: township.name },
    ...(intervention === 'extend'
      ? [
          { label: t(interventionTexts.item), value: itemTitle(typed.item, language) },
          { label: t(interventionTexts.due), value: day(typed.due) },
          ...dayOff(taking),
        ]
      : []),
    ...(intervention === 'hold' ? [{ label: t(interventionTexts.reviewOn), value: day(typed.reviewOn) }] : []),
    { label: t(interventionTexts.reason), value: typed.reason },
  ];
  const body = (
    <ConfirmPage
      title={title}
      facts={facts}
      action={`${townshipPath(campaign._id, township.id)}/interventions/${intervention}`}
      hidden={{ ...typed, nonce }}
      button={t(itemTexts.confirm(verb))}
      warning={intervention === 'close' || intervention === 'hold'}
      ending={ending && { ...ending, ...(tick ? { mistake: tick } : {}) }}
      unavailable={unavailable}
    />
  );
  return { title, campaign, body };
}
