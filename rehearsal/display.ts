import { MultiBar, type SingleBar } from 'cli-progress';
import { dateOf, daysBetween, type PlanDate } from '../domain/calendar/plan-date.ts';
import { STAGES } from '../domain/stages/stages.ts';
import type { Board } from './contract.ts';

/** What a person at the terminal sees while the robots play. */
export interface Display {
  /** The half-year begins. */
  begin(townships: readonly { readonly id: string; readonly name: string }[], firstDay: PlanDate, days: number): void;
  update(board: Board): void;
  end(): void;
  say(line: string): void;
}

/** Bars on a terminal, plain lines elsewhere. On standard error, so that standard output holds results only. */
export function createDisplay(out: NodeJS.WriteStream = process.stderr): Display {
  return out.isTTY ? new Bars(out) : new Lines(out);
}

/** A line for every so many plan days. */
const LINE_EVERY_DAYS = 10;

class Lines implements Display {
  readonly #out: NodeJS.WriteStream;
  #firstDay: PlanDate = '';
  #lastLine = -LINE_EVERY_DAYS;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  begin(_townships: unknown, firstDay: PlanDate): void {
    this.#firstDay = firstDay;
  }

  update({ planNow, townships }: Board): void {
    const day = daysBetween(this.#firstDay, dateOf(planNow));
    if (day < this.#lastLine + LINE_EVERY_DAYS) return;
    this.#lastLine = day - (day % LINE_EVERY_DAYS);
    const done = townships.filter((row) => row.status === 'completed').length;
    const escalated = townships.filter((row) => (row.level ?? 0) > 0).length;
    this.say(
      `【演练】${dateOf(planNow)} 第 ${day + 1} 天：完成 ${done}/${townships.length}，催办中 ${escalated} / completed, under escalation`,
    );
  }

  end(): void {
    // Lines need no ending.
  }

  say(line: string): void {
    this.#out.write(`${line}\n`);
  }
}

class Bars implements Display {
  readonly #out: NodeJS.WriteStream;
  #bars: MultiBar | undefined;
  #days: SingleBar | undefined;
  #firstDay: PlanDate = '';
  readonly #townships = new Map<string, SingleBar>();

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  begin(townships: readonly { readonly id: string; readonly name: string }[], firstDay: PlanDate, days: number): void {
    this.#firstDay = firstDay;
    this.#bars = new MultiBar({ format: '{name}\t[{bar}] {note}', stream: this.#out, hideCursor: true, barsize: 30 });
    this.#days = this.#bars.create(days, 0, { name: '演练', note: firstDay });
    for (const { id, name } of townships) this.#townships.set(id, this.#bars.create(STAGES.length, 0, { name, note: '' }));
  }

  update({ planNow, townships }: Board): void {
    this.#days?.update(daysBetween(this.#firstDay, dateOf(planNow)) + 1, { note: dateOf(planNow) });
    for (const { id, stage, status, level } of townships) {
      const index = STAGES.findIndex((one) => one.id === stage);
      const note =
        status === 'completed' ? '完成' : status === 'held' ? '暂缓' : `${STAGES[index]?.title ?? ''}${level ? ` 催办${level}级` : ''}`;
      this.#townships.get(id)?.update(status === 'completed' ? STAGES.length : Math.max(0, index), { note });
    }
  }

  end(): void {
    this.#bars?.stop();
    this.#bars = undefined;
  }

  say(line: string): void {
    if (this.#bars) this.#bars.log(`${line}\n`);
    else this.#out.write(`${line}\n`);
  }
}
