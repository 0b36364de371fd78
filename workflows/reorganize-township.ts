import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import { TOWNSHIP_MESSAGES, type TownshipMessage, type TownshipMessageName, type Vouched } from '../domain/process/messages.ts';
import { type Change, TownshipProcess } from '../domain/process/township-process.ts';
import type { TownshipInput, TownshipState } from '../domain/process/township-state.ts';
import type { RecordedMessage } from './activity-interfaces.ts';
import { Desk } from './desk.ts';
import * as messages from './messages.ts';
import { planNow, waitFor } from './plan-time.ts';
import { recording, sourceOf } from './recording.ts';
import { StandingBoard } from './standing.ts';
import { Turnstile } from './turnstile.ts';

/** How a township's run ended. */
export interface TownshipResult {
  readonly status: TownshipState['status'];
  readonly events: number;
}

/**
 * One township's reorganisation from June to December. The order of the stages stands in `domain/process/stages.ts`;
 * here it is brought to life: people's messages arrive at the desk, and the clock moves on what nobody moved.
 */
export async function reorganizeTownship(input: TownshipInput): Promise<TownshipResult> {
  const now = () => planNow(input.clock);
  const process = new TownshipProcess(input, now());
  const turnstile = new Turnstile();
  const board = new StandingBoard();
  let version = 0;

  async function record(change: Change, message?: RecordedMessage): Promise<void> {
    const { state, events } = change;
    await recording.recordTownship({ ...sourceOf(input), township: input.township, state, events, ...(message ? { message } : {}) });
    process.adopt(change);
    version += 1;
    board.show(process.state);
  }

  const desk = new Desk<TownshipMessage, Change>(
    TOWNSHIP_MESSAGES,
    {
      answered: (nonce) => process.answered(nonce),
      refusalOf: (message) => process.refusalOf(message, now()),
      take: (message) => process.take(message, now()),
      record,
    },
    turnstile,
  );

  // A message may be there before the run: handlers take it up as they are set, so the beginning has to stand at the turnstile first.
  const begun = turnstile.pass(() => record(process.begin(now())));
  answerPeople(desk, process, input);
  await begun;
  while (process.state.status === 'running') {
    await untilSomethingIsDue();
    await turnstile.pass(async () => {
      const change = process.tick(now());
      if (change) await record(change);
    });
  }
  await condition(allHandlersFinished);
  return { status: process.state.status, events: process.state.sequence };

  /** Keeps its timer while messages arrive that leave the next instant where it is. */
  async function untilSomethingIsDue(): Promise<void> {
    const due = process.next();
    let seen = version;
    await waitFor(
      input.clock,
      due,
      () => {
        if (seen === version) return false;
        seen = version;
        return process.next() !== due || process.state.status !== 'running';
      },
      '下一时限',
    );
  }
}

/** Updates answer; the three that people send against a deadline are also signals. */
function answerPeople(desk: Desk<TownshipMessage, Change>, process: TownshipProcess, input: TownshipInput): void {
  const update = (name: TownshipMessageName) => (vouched: Vouched<unknown>) => desk.answer(name, vouched);
  const look = (name: TownshipMessageName) => ({ validator: (vouched: Vouched<unknown>) => desk.look(name, vouched) });
  const signal = (name: TownshipMessageName) => (vouched: Vouched<unknown>) =>
    desk.receive(name, vouched, (code, details) =>
      recording.recordRefusal({ ...sourceOf(input), township: input.township, name, vouched, code, details }),
    );

  setHandler(messages.progressQuery, () => process.state);
  setHandler(messages.submitUpdate, update('submit'), look('submit'));
  setHandler(messages.decideUpdate, update('decide'), look('decide'));
  setHandler(messages.reportUpdate, update('report'), look('report'));
  setHandler(messages.extendUpdate, update('extend'), look('extend'));
  setHandler(messages.holdUpdate, update('hold'), look('hold'));
  setHandler(messages.releaseUpdate, update('release'), look('release'));
  setHandler(messages.closeUpdate, update('close'), look('close'));
  setHandler(messages.settleTieUpdate, update('settleTie'), look('settleTie'));
  setHandler(messages.objectUpdate, update('object'), look('object'));
  setHandler(messages.resolveObjectionUpdate, update('resolveObjection'), look('resolveObjection'));
  setHandler(messages.withdrawCandidateUpdate, update('withdrawCandidate'), look('withdrawCandidate'));
  setHandler(messages.reportVacancyUpdate, update('reportVacancy'), look('reportVacancy'));
  setHandler(messages.waiveUpdate, update('waive'), look('waive'));
  setHandler(messages.amendPlanUpdate, update('amendPlan'), look('amendPlan'));
  setHandler(messages.submitSignal, signal('submit'));
  setHandler(messages.decideSignal, signal('decide'));
  setHandler(messages.reportSignal, signal('report'));
}
