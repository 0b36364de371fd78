import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';

/** What a replayed run tells of itself: each record it made true, in order, as JSON; and the signals it refused. */
export interface ReplaySinks extends Sinks {
  replay: { told(activity: string, record: string, at: number): void };
}

const { replay } = proxySinks<ReplaySinks>();

const RECORDING: readonly string[] = ['recordTownship', 'recordCounty', 'recordRefusal'];

/**
 * Only in the bundle that replays histories: hands out what the run gave its recording activities, once the history says
 * that they succeeded. The activity's own promise is passed on as it is: one more `await` could change the order of commands.
 */
export function interceptors(): WorkflowInterceptors {
  const noted = <I extends { readonly activityType: string; readonly args: readonly unknown[] }>(
    input: I,
    next: (input: I) => Promise<unknown>,
  ): Promise<unknown> => {
    const done = next(input);
    if (!RECORDING.includes(input.activityType)) return done;
    const at = Date.now();
    const record = JSON.stringify(input.args[0]);
    done.then(
      () => replay.told(input.activityType, record, at),
      () => undefined,
    );
    return done;
  };
  return { outbound: [{ scheduleLocalActivity: noted, scheduleActivity: noted }] };
}
