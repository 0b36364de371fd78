import { found } from '../../http/request-error.ts';
import { withRecord } from '../../use-cases/objection-record.ts';
import { sendTownshipMessage } from '../../use-cases/township-messages.ts';
import { wouldRefuse } from '../../use-cases/would-refuse.ts';
import { irregularPath, townshipPath } from '../paths.ts';
import { formOf, newNonce, nonceOf, typed } from '../routing/form.ts';
import { get, type Page, type PageAnswer, type PageRequest, post, type Route, shown } from '../routing/route.ts';
import { commentMistakes, commentOf } from '../shared/comment.ts';
import { type Ending, endingMistakes, endingOf } from '../shared/endings.ts';
import { afterPress, refusedPage } from '../shared/outcome.tsx';
import { seenTownship, translatorOf } from '../shared/seen-township.ts';
import { ConfirmPage } from '../ui/confirm-page.tsx';
import type { Mistake } from '../ui/error-summary.tsx';
import { bracketed, colon } from '../ui/signs.ts';
import { type Looking, lostCases, objectionCases, seatCase, tieCases } from './cases.ts';
import { IRREGULAR_MESSAGES, IrregularForms, type IrregularMessage, namesFor } from './forms.ts';
import { irregularTexts } from './texts.ts';
import { type IrregularForm, IrregularPage, type IrregularView } from './view.tsx';

const PATH = '/campaigns/:campaign/townships/:township/irregular';

/** Unusual cases of a township: what they are, and what the reader may record; each form is checked before it counts. */
export const irregularRoutes: readonly Route[] = [
  get(PATH, async (visit, deps) => {
    const view = await seenTownship(visit, deps);
    return shown(await irregularPage({ visit, deps, view, names: await namesFor(deps, view) }, []));
  }),

  post(
    `${PATH}/:message`,
    async (visit, deps) => {
      const message = messageNamed(visit.request.params['message']);
      const view = await seenTownship(visit, deps);
      return take({ visit, deps, view, names: await namesFor(deps, view) }, message);
    },
    { sends: ({ params }) => ({ township: messageNamed(params['message']) }) },
  ),
];

function messageNamed(name: unknown): IrregularMessage {
  return found(IRREGULAR_MESSAGES.find((one) => one === name));
}

async function take(looking: Looking, message: IrregularMessage): Promise<PageAnswer> {
  const { visit, deps, view } = looking;
  const given = formOf(visit.request);
  const form = formSent(looking);
  if (!form) return refuse(looking, message, bodyOf(message, given, typed(given, 'form')));
  const pressed = typed(given, 'do');
  if (pressed === 'change') return shown(await irregularPage(looking, []));
  const mistakes = mistakesIn(form, given, visit);
  if (mistakes.length > 0) return shown({ ...(await irregularPage(looking, mistakes)), status: 422, wrong: true });
  const body = await withRecord(deps, view, message, bodyOf(message, given, form.id));
  const reason = commentOf(typed(given, `${form.id}.reason`));
  const refused = wouldRefuse(view, visit.actor, message, body);
  if (refused) return refusedPage(visit, refused, keptOf(looking, reason));
  const ending = endingOf(view, visit, message, body);
  if (pressed !== 'confirm') return shown(confirmPage(looking, form, newNonce(), { ending }));
  const nonce = nonceOf(given);
  const [missing] = endingMistakes(ending, visit.language);
  if (ending && missing) {
    const page = confirmPage(looking, form, nonce, { ending: { ...ending, mistake: missing.text } });
    return shown({ ...page, status: 422, wrong: true });
  }
  const outcome = await sendTownshipMessage(deps, visit.actor, {
    campaign: view.campaign,
    township: view.township.id,
    name: message,
    nonce,
    body,
    ...(reason ? { comment: reason } : {}),
  });
  return afterPress(visit, {
    outcome,
    nonce,
    again: () => confirmPage(looking, form, nonce, { unavailable: true, ending }),
    ...keptOf(looking, reason),
  });
}

/** The form that was sent, if the reader is still offered it. */
function formSent(looking: Looking): IrregularForm | undefined {
  const given = formOf(looking.visit.request);
  const id = typed(given, 'form');
  const forms = formsOf(looking);
  const objections = looking.view.progress.state.objections.flatMap(({ number }) => forms.resolveObjection(number) ?? []);
  return [...forms.all(), ...objections].find((form) => form.id === id);
}

function formsOf({ view, visit, names }: Looking): IrregularForms {
  const given = formOf(visit.request);
  return new IrregularForms(view, visit, names, (field) => typed(given, field));
}

/** Somebody was faster, or it is not this person's to do: the run's own reason is told. */
function refuse(looking: Looking, message: IrregularMessage, body: Readonly<Record<string, unknown>>): PageAnswer {
  const refused = wouldRefuse(looking.view, looking.visit.actor, message, body);
  return refusedPage(looking.visit, refused ?? { code: 'NOT_OPEN', details: {} }, keptOf(looking, ''));
}

/** The envelope without who sends it and why. */
function bodyOf(message: IrregularMessage, given: ReturnType<typeof formOf>, id: string): Readonly<Record<string, unknown>> {
  const text = (name: string) => typed(given, `${id}.${name}`);
  const about = text('about').split('#');
  switch (message) {
    case 'object':
      return { item: about[0], round: Number(about[1]), person: Number(about[2]), channel: text('channel'), named: text('named') === 'on' };
    case 'resolveObjection':
      return { objection: Number(typed(given, 'objection')), step: text('step') };
    case 'withdrawCandidate':
      return { round: Number(about[0]), person: Number(about[1]) };
    case 'reportVacancy':
      return { seat: Number(text('seat')) };
    case 'settleTie':
      return {
        item: typed(given, 'item'),
        round: Number(typed(given, 'round')),
        office: typed(given, 'office'),
        digest: typed(given, 'digest'),
        people: ticked(given, id),
      };
    case 'waive':
      return { item: text('item') };
  }
}

/** Numbers of the people ticked on a form. */
function ticked(given: ReturnType<typeof formOf>, id: string): number[] {
  const field = `${id}.person`;
  return Object.keys(given).flatMap((name) =>
    name.startsWith(field) && typed(given, name) === 'on' ? [Number(name.slice(field.length))] : [],
  );
}

/** Steps of an objection that need no reason. */
const WITHOUT_REASON = ['accepted', 'investigating', 'answered', 'closed'];

function mistakesIn(form: IrregularForm, given: ReturnType<typeof formOf>, visit: PageRequest): Mistake[] {
  const { language } = visit;
  const t = translatorOf(visit);
  const [seats, taken] = [Number(form.hidden['seats'] ?? 0), ticked(given, form.id).length];
  const tooMany =
    form.fields.some(({ kind }) => kind === 'person') && taken > seats
      ? [{ field: form.fields[0]?.name ?? '', text: t(irregularTexts.takenTooMany(seats, taken)) }]
      : [];
  return [...tooMany, ...form.fields.flatMap(mistakesOf)];

  function mistakesOf({ kind, name, label, options }: IrregularForm['fields'][number]): Mistake[] {
    const value = typed(given, name);
    if (kind === 'select')
      return options?.some((one) => one.value === value) ? [] : [{ field: name, text: t(irregularTexts.choiceMissing(label)) }];
    if (kind !== 'reason') return [];
    const reason = commentOf(value);
    const free = WITHOUT_REASON.includes(typed(given, `${form.id}.step`));
    return reason === '' && !free
      ? [{ field: name, text: t(irregularTexts.reasonMissing(label)) }]
      : commentMistakes(reason, name, language);
  }
}

function keptOf({ view: { campaign, township } }: Looking, reason: string) {
  const kept = { href: irregularPath(campaign._id, township.id), ...(reason ? { comment: reason } : {}) };
  return { campaign, kept };
}

function confirmPage(
  { visit, view: { campaign, township } }: Looking,
  form: IrregularForm,
  nonce: string,
  { unavailable = false, ending }: { readonly unavailable?: boolean; readonly ending: Ending | undefined },
): Page {
  const t = translatorOf(visit);
  const given = formOf(visit.request);
  const facts = form.fields.flatMap(({ kind, name, label, options }) => {
    const value = typed(given, name);
    // Only what nobody is asked for is empty here.
    if (kind === 'reason' && value.trim() === '') return [];
    const word =
      kind === 'select'
        ? (options?.find((one) => one.value === value)?.label ?? '')
        : kind === 'checkbox'
          ? t(value === 'on' ? irregularTexts.named : irregularTexts.anonymous)
          : kind === 'person'
            ? t(value === 'on' ? irregularTexts.personTaken : irregularTexts.personNotTaken)
            : value;
    return [{ label, value: word }];
  });
  const hidden = { ...form.hidden, nonce, ...Object.fromEntries(form.fields.map(({ name }) => [name, typed(given, name)])) };
  const title = `${t(irregularTexts.confirmTitle)}${t(colon)}${form.title}`;
  const body = (
    <ConfirmPage
      title={title}
      facts={[{ label: township.name, value: form.title }, ...facts]}
      action={form.action}
      hidden={hidden}
      button={t(irregularTexts.confirm)}
      ending={ending}
      unavailable={unavailable}
    />
  );
  return { title, campaign, body };
}

async function irregularPage(looking: Looking, mistakes: readonly Mistake[]): Promise<Page> {
  const { visit, view } = looking;
  const { campaign, township, progress } = view;
  const t = translatorOf(visit);
  const forms = formsOf(looking);
  const page: IrregularView = {
    place: township.name,
    placeHref: townshipPath(campaign._id, township.id),
    mistakes,
    forms: forms.all(),
    sections: [
      { title: t(irregularTexts.objections), cases: await objectionCases(looking, forms) },
      { title: t(irregularTexts.seats), cases: progress.state.seats.map((seat) => seatCase(looking, seat)) },
      { title: t(irregularTexts.lost), cases: await lostCases(looking) },
      { title: t(irregularTexts.ties), cases: tieCases(looking) },
    ],
  };
  return {
    title: `${t(irregularTexts.title)}${t(bracketed(township.name))}`,
    campaign,
    body: <IrregularPage {...page} />,
  };
}
