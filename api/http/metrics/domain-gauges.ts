import { Gauge, type Registry } from 'prom-client';
import type { Figures } from '../../../store/figures.ts';
import { MAIL_STATUSES } from '../../../store/mails.ts';

/** Stand in the answer also while nothing is stuck: an alert on a series that does not exist never fires. */
const STUCK_KINDS = ['code-differs', 'step-fails', 'ended-outside', 'reset-outside', 'missing', 'unreadable', 'pages-ahead'] as const;

/** What the process itself is doing, told in figures. Served by every api; in Prometheus take the `max` over them. */
export function createDomainGauges(registry: Registry): (figures: Figures) => void {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const gauges = {
    townships: gauge('league_townships', 'Townships by status of their main chain.', 'campaign', 'trial', 'status'),
    open: gauge('league_open_items', 'Stages and monthly reports that wait for a submission or an answer.', 'campaign', 'trial'),
    overdue: gauge('league_overdue_clocks', 'Deadlines that have passed and are still waited for.', 'campaign', 'trial'),
    escalated: gauge('league_escalated_townships', 'Townships by highest level of a running escalation.', 'campaign', 'trial', 'level'),
    mails: gauge('league_mails', 'Mails by status.', 'status'),
    oldestMail: gauge('league_oldest_unsent_mail_seconds', 'Age of the oldest mail that waits to be sent; 0 when none does.'),
    pending: gauge('league_pending_commands', 'Messages without an outcome: sent and not answered, received and not taken.', 'status'),
    oldestCommand: gauge(
      'league_oldest_pending_command_seconds',
      'Age of the oldest message without an outcome; 0 when there is none.',
      'status',
    ),
    workers: gauge('league_workers_alive', 'Workers whose heartbeat is younger than six seconds.'),
    stuck: gauge('league_stuck_runs', 'Runs that do not go on by themselves, by kind.', 'kind'),
  };
  return (figures) => {
    for (const one of [gauges.townships, gauges.open, gauges.overdue, gauges.escalated]) one.reset();
    for (const { campaign, trial, townships, openItems, overdue, escalated } of figures.campaigns) {
      const labels = { campaign, trial: String(trial) };
      for (const [status, count] of Object.entries(townships)) gauges.townships.set({ ...labels, status }, count);
      gauges.open.set(labels, openItems);
      gauges.overdue.set(labels, overdue);
      for (const level of [1, 2, 3] as const) gauges.escalated.set({ ...labels, level }, escalated[level]);
    }
    for (const status of MAIL_STATUSES) gauges.mails.set({ status }, figures.mails[status] ?? 0);
    for (const kind of STUCK_KINDS) gauges.stuck.set({ kind }, figures.stuck[kind] ?? 0);
    for (const status of ['sent', 'received'] as const) {
      gauges.pending.set({ status }, figures.pendingCommands[status].count);
      gauges.oldestCommand.set({ status }, figures.pendingCommands[status].oldestMs / 1_000);
    }
    gauges.oldestMail.set(figures.oldestMailMs / 1_000);
    gauges.workers.set(figures.workersAlive);
  };
}
