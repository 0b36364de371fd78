import { referenceOf } from '../../domain/state/messages.ts';
import { commandSubject } from '../../store/command-subject.ts';
import type { Command } from '../../store/commands.ts';
import { digestOf, reasonDigestOf } from '../../store/digests.ts';
import type { Difference } from './difference.ts';
import { COMMAND_FIELDS, expectedCommand, expectedDecision, type Last } from './expected.ts';
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
    ...commandSubject(name, envelope, township !== undefined),
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
export function compareCommands(run: ReplayedRun, last: Last | undefined, record: OnRecord): Difference[] {
  const known = new Map(run.messages.map((message) => [message.envelope.nonce, message]));
  const decided = new Set(record.decisions.map(({ nonce }) => nonce));
  return record.commands.flatMap((command): Difference[] => {
    const took = known.get(command._id);
    if (took && last) return compareTaken(run, last, command, took);
    // A lost command is told apart by its decision, which is in the list already.
    if (run.waitingSignals.includes(command._id) || decided.has(command._id)) return [];
    if (command.status !== 'recorded' && command.status !== 'received') return [];
    return [{ kind: 'command-lost', ...aboutCommand(run, command), detail: command.status }];
  });
}

function aboutCommand(
  run: ReplayedRun,
  { _id: nonce, message, item, round, verdict, actor, sentAt, township }: Command,
): Omit<Difference, 'kind'> {
  return subjectOf(run, { name: message, envelope: { nonce, item, round, verdict, actor }, at: sentAt, township });
}

/** A command that took effect: its outcome, what was sent, and the words of its reason. */
function compareTaken(run: ReplayedRun, last: Last, command: Command, took: ReplayedMessage): Difference[] {
  const subject = subjectOf(run, took);
  const comment = commentFault(command, took);
  const words = comment === undefined ? [] : [{ kind: 'comment-differs' as const, ...subject, detail: comment }];
  if (command.status !== 'recorded') return [{ kind: 'command-stale', ...subject, detail: command.status }, ...words];
  const expected = expectedCommand(run, last, took);
  const wrong = COMMAND_FIELDS.filter((field) => digestOf(command[field] ?? null) !== digestOf(expected[field] ?? null));
  return [...(wrong.length > 0 ? [{ kind: 'command-differs' as const, ...subject, detail: wrong.join(', ') }] : []), ...words];
}

/** The words of a reason and the number of a document never travel; their digests do. A command that was made anew from its run has none. */
function commentFault(command: Command, { envelope }: ReplayedMessage): string | undefined {
  const { nonce, reasonDigest, documentDigest } = envelope as { nonce: string; reasonDigest?: string; documentDigest?: string };
  return fault(command.comment, reasonDigest) ?? fault(command.document, documentDigest);

  function fault(text: string | undefined, digest: string | undefined): string | undefined {
    if (text === undefined) return digest === undefined || command.madeAnewAt !== undefined ? undefined : 'missing';
    return digest === reasonDigestOf(nonce, text) ? undefined : 'other words';
  }
}
