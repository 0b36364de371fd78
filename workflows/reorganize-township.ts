import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import { type Change, TownshipProcess } from '../domain/process/township-process.ts';
import { TOWNSHIP_MESSAGES, type TownshipMessage, type TownshipMessageName, type Vouched } from '../domain/state/messages.ts';
import type { TownshipInput, TownshipState } from '../domain/state/township-state.ts';
import type { RecordedMessage, RecordedStart } from './activity-interfaces.ts';
import { MessageHandler } from './message-handler.ts';
import * as messages from './messages.ts';
import { Recorder, recordRefusal } from './recording.ts';
import { RunClock } from './run-clock.ts';
import { SerialQueue } from './serial-queue.ts';
import { Visibility } from './visibility.ts';

/** How a township's run ended. */
export interface TownshipResult {
  readonly status: TownshipState['status'];
  readonly events: number;
}

/**
 * One township's reorganisation from June to December. The order of the stages stands in `domain/stages/stages.ts`;
 * here it is brought to life: people's messages arrive at the handler, and the clock moves on what nobody moved.
 * @param voucher for `input`; a run that was started without the app ends at its first record
 */
export async function reorganizeTownship(input: TownshipInput, voucher: string): Promise<TownshipResult> {
  const clock = new RunClock(input.clock);
  const run = new TownshipProcess(input, clock.now);
  const queue = new SerialQueue();
  const recorder = new Recorder(input);
  const board = new Visibility(input.body);
  let version = 0;

  async function record(change: Change, inARow: number, cause: { message?: RecordedMessage; start?: RecordedStart } = {}): Promise<void> {
    const { state, events } = change;
    await recorder.township({ township: input.township, state, events, ...cause }, inARow);
    run.adopt(change);
    if (cause.message) clock.reach(cause.message.receipt.at);
    version += 1;
    board.show(run.state);
  }

  const handler = new MessageHandler<TownshipMessage, Change>(
    TOWNSHIP_MESSAGES,
    {
      answered: (nonce) => run.answered(nonce),
      refusalOf: (message, sent) => run.refusalOf(message, clock.instantOf(sent)),
      take: (message, sent) => run.take(message, clock.instantOf(sent)),
      record: (change, inARow, message) => record(change, inARow, { message }),
    },
    queue,
  );

  // A message may be there before the run: handlers take it up as they are set, so the beginning has to stand in the queue first.
  const begun = queue.run((inARow) => record(run.begin(clock.now), inARow, { start: { input, voucher } }));
  answerPeople(handler, run, recorder, input.township);
  await begun;
  while (run.state.status === 'running') {
    await untilSomethingIsDue();
    await queue.run(async (inARow) => {
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
function answerPeople(handler: MessageHandler<TownshipMessage, Change>, run: TownshipProcess, recorder: Recorder, township: string): void {
  const update = (name: TownshipMessageName) => (vouched: Vouched<unknown>) => handler.handleUpdate(name, vouched);
  const validator = (name: TownshipMessageName) => ({ validator: (vouched: Vouched<unknown>) => handler.validate(name, vouched) });
  const signal = (name: TownshipMessageName) => (vouched: Vouched<unknown>) =>
    handler.handleSignal(name, vouched, (code, details) => {
      const { workflowId, runId, campaign, county, clock } = recorder.source();
      return recordRefusal({ workflowId, runId, campaign, county, clock, township, name, vouched, code, details });
    });

  setHandler(messages.progressQuery, () => run.state);
  setHandler(messages.submitUpdate, update('submit'), validator('submit'));
  setHandler(messages.decideUpdate, update('decide'), validator('decide'));
  setHandler(messages.reportUpdate, update('report'), validator('report'));
  setHandler(messages.extendUpdate, update('extend'), validator('extend'));
  setHandler(messages.holdUpdate, update('hold'), validator('hold'));
  setHandler(messages.releaseUpdate, update('release'), validator('release'));
  setHandler(messages.closeUpdate, update('close'), validator('close'));
  setHandler(messages.settleTieUpdate, update('settleTie'), validator('settleTie'));
  setHandler(messages.objectUpdate, update('object'), validator('object'));
  setHandler(messages.resolveObjectionUpdate, update('resolveObjection'), validator('resolveObjection'));
  setHandler(messages.withdrawCandidateUpdate, update('withdrawCandidate'), validator('withdrawCandidate'));
  setHandler(messages.reportVacancyUpdate, update('reportVacancy'), validator('reportVacancy'));
  setHandler(messages.waiveUpdate, update('waive'), validator('waive'));
  setHandler(messages.amendPlanUpdate, update('amendPlan'), validator('amendPlan'));
  setHandler(messages.submitSignal, signal('submit'));
  setHandler(messages.decideSignal, signal('decide'));
  setHandler(messages.reportSignal, signal('report'));
}
