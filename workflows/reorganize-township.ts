import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import { type Change, TownshipProcess } from '../domain/process/township-process.ts';
import { TOWNSHIP_MESSAGES, type TownshipMessage, type TownshipMessageName, type Vouched } from '../domain/state/messages.ts';
import type { TownshipInput, TownshipState } from '../domain/state/township-state.ts';
import type { RecordedMessage, RecordedStart } from './activity-interfaces.ts';
import { Desk } from './desk.ts';
import * as messages from './messages.ts';
import { Recorder, recordRefusal } from './recording.ts';
import { RunClock } from './run-clock.ts';
import { StandingBoard } from './standing.ts';
import { Turnstile } from './turnstile.ts';

/** How a township's run ended. */
export interface TownshipResult {
  readonly status: TownshipState['status'];
  readonly events: number;
}

/**
 * One township's reorganisation from June to December. The order of the stages stands in `domain/stages/stages.ts`;
 * here it is brought to life: people's messages arrive at the desk, and the clock moves on what nobody moved.
 * @param voucher for `input`; a run that was started without the app ends at its first record
 */
export async function reorganizeTownship(input: TownshipInput, voucher: string): Promise<TownshipResult> {
  const clock = new RunClock(input.clock);
  const run = new TownshipProcess(input, clock.now);
  const turnstile = new Turnstile();
  const recorder = new Recorder(input);
  const board = new StandingBoard(input.body);
  let version = 0;

  async function record(change: Change, inARow: number, cause: { message?: RecordedMessage; start?: RecordedStart } = {}): Promise<void> {
    const { state, events } = change;
    await recorder.township({ township: input.township, state, events, ...cause }, inARow);
    run.adopt(change);
    if (cause.message) clock.reach(cause.message.receipt.at);
    version += 1;
    board.show(run.state);
  }

  const desk = new Desk<TownshipMessage, Change>(
    TOWNSHIP_MESSAGES,
    {
      answered: (nonce) => run.answered(nonce),
      refusalOf: (message, sent) => run.refusalOf(message, clock.instantOf(sent)),
      take: (message, sent) => run.take(message, clock.instantOf(sent)),
      record: (change, inARow, message) => record(change, inARow, { message }),
    },
    turnstile,
  );

  // A message may be there before the run: handlers take it up as they are set, so the beginning has to stand at the turnstile first.
  const begun = turnstile.pass((inARow) => record(run.begin(clock.now), inARow, { start: { input, voucher } }));
  answerPeople(desk, run, recorder, input.township);
  await begun;
  while (run.state.status === 'running') {
    await untilSomethingIsDue();
    await turnstile.pass(async (inARow) => {
      const change = run.tick(clock.now);
      if (change) await record(change, inARow);
    });
  }
  await condition(allHandlersFinished);
  return { status: run.state.status, events: run.state.sequence };

  /** Keeps its timer while messages arrive that leave the next instant where it is. */
  async function untilSomethingIsDue(): Promise<void> {
    const due = run.next();
    let seen = version;
    await clock.waitFor(
      due,
      () => {
        if (seen === version) return false;
        seen = version;
        return run.next() !== due || run.state.status !== 'running';
      },
      '下一期限',
    );
  }
}

/** Updates answer; the three that people send against a deadline are also signals. */
function answerPeople(desk: Desk<TownshipMessage, Change>, run: TownshipProcess, recorder: Recorder, township: string): void {
  const update = (name: TownshipMessageName) => (vouched: Vouched<unknown>) => desk.answer(name, vouched);
  const look = (name: TownshipMessageName) => ({ validator: (vouched: Vouched<unknown>) => desk.look(name, vouched) });
  const signal = (name: TownshipMessageName) => (vouched: Vouched<unknown>) =>
    desk.receive(name, vouched, (code, details) => {
      const { workflowId, runId, campaign, county, clock } = recorder.source();
      return recordRefusal({ workflowId, runId, campaign, county, clock, township, name, vouched, code, details });
    });

  setHandler(messages.progressQuery, () => run.state);
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
