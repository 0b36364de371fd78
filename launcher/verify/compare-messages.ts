import { referenceOf } from '../../domain/state/messages.ts';
import { actSubject } from '../../store/act-subject.ts';
import type { Act } from '../../store/acts.ts';
import { digestOf, reasonDigestOf } from '../../store/digests.ts';
import type { Difference } from './difference.ts';
import { ACT_FIELDS, expectedAct, expectedDecision, type Last } from './expected.ts';
import type { OnRecord } from './on-record.ts';
import type { ReplayedMessage, ReplayedRun } from './replayed-run.ts';

/** What a message was about, from its envelope; ids, dates and figures. */
function subjectOf(
  { workflowId, last }: ReplayedRun,
  { name, envelope, at, township = last?.township }: { name: string; envelope: unknown; at: number | Date; township?: string | undefined },
): Omit<Difference, 'kind'> {
  const { nonce, actor } = envelope as { nonce: string; actor?: { account?: string } };
  return {
    workflowId,
    nonce,
    reference: referenceOf(nonce),
    message: name,
    at: new Date(at).toISOString(),
    ...actSubject(name, envelope, township !== undefined),
    ...(township === undefined ? {} : { township }),
    ...(actor?.account === undefined ? {} : { account: actor.account }),
  };
}

/** Decisions by nonce, both ways, and everything their rows say. */
export function compareDecisions(run: ReplayedRun, last: Last | undefined, record: OnRecord): Difference[] {
  const recorded = new Map(record.decisions.map((row) => [row.nonce, row]));
  const known = new Set(run.messages.map(({ envelope }) => envelope.nonce));
  const told = run.messages.flatMap((message): Difference[] => {
    const subject = subjectOf(run, message);
    const row = recorded.get(message.envelope.nonce);
    if (row === undefined || last === undefined) return [{ kind: 'decision-missing', ...subject }];
    const { recordedAt: _, ...kept } = row;
    const [here, there] = [digestOf(kept), digestOf(expectedDecision(run, last, message))];
    return here === there ? [] : [{ kind: 'decision-differs', ...subject, detail: `${here.slice(0, 12)} ≠ ${there.slice(0, 12)}` }];
  });
  const unknown = record.decisions
    .filter(({ nonce }) => !known.has(nonce))
    .map((row): Difference => {
      const subject = subjectOf(run, { name: row.message, envelope: row.envelope, at: row.recordedAt, township: row.township });
      return { kind: 'decision-unknown', ...subject };
    });
  return [...told, ...unknown];
}

/** What the reference pages say, against what the run knows. */
export function compareActs(run: ReplayedRun, last: Last | undefined, record: OnRecord): Difference[] {
  const known = new Map(run.messages.map((message) => [message.envelope.nonce, message]));
  const decided = new Set(record.decisions.map(({ nonce }) => nonce));
  return record.acts.flatMap((act): Difference[] => {
    const took = known.get(act._id);
    if (took && last) return compareTaken(run, last, act, took);
    // A lost act is told apart by its decision, which is in the list already.
    if (run.waitingSignals.includes(act._id) || decided.has(act._id)) return [];
    if (act.status !== 'recorded' && act.status !== 'received') return [];
    return [{ kind: 'act-lost', ...aboutAct(run, act), detail: act.status }];
  });
}

function aboutAct(run: ReplayedRun, { _id: nonce, message, item, round, verdict, actor, sentAt, township }: Act): Omit<Difference, 'kind'> {
  return subjectOf(run, { name: message, envelope: { nonce, item, round, verdict, actor }, at: sentAt, township });
}

/** An act that took effect: its outcome, what was sent, and the words of its reason. */
function compareTaken(run: ReplayedRun, last: Last, act: Act, took: ReplayedMessage): Difference[] {
  const subject = subjectOf(run, took);
  const comment = commentFault(act, took);
  const words = comment === undefined ? [] : [{ kind: 'comment-differs' as const, ...subject, detail: comment }];
  if (act.status !== 'recorded') return [{ kind: 'act-stale', ...subject, detail: act.status }, ...words];
  const expected = expectedAct(run, last, took);
  const wrong = ACT_FIELDS.filter((field) => digestOf(act[field] ?? null) !== digestOf(expected[field] ?? null));
  return [...(wrong.length > 0 ? [{ kind: 'act-differs' as const, ...subject, detail: wrong.join(', ') }] : []), ...words];
}

/** The words of a reason and the number of a document never travel; their digests do. An act that was made anew from its run has none. */
function commentFault(act: Act, { envelope }: ReplayedMessage): string | undefined {
  const { nonce, reasonDigest, documentDigest } = envelope as { nonce: string; reasonDigest?: string; documentDigest?: string };
  return fault(act.comment, reasonDigest) ?? fault(act.document, documentDigest);

  function fault(text: string | undefined, digest: string | undefined): string | undefined {
    if (text === undefined) return digest === undefined || act.madeAnewAt !== undefined ? undefined : 'missing';
    return digest === reasonDigestOf(nonce, text) ? undefined : 'other words';
  }
}
