/** Something a robot did that the app acknowledged as recorded. */
export interface Acknowledged {
  readonly nonce: string;
  readonly campaign: string;
  readonly kind: DeedKind;
  /** The verdict of a decision. */
  readonly verdict?: string;
}

/** What kind of button was pressed. */
export type DeedKind = 'submission' | 'decision' | 'objection' | 'hold' | 'release' | 'plan' | 'signature' | 'results';

/** Everything the robots were told by the app: what to hold against the two stores afterwards. */
export class Ledger {
  readonly #acknowledged = new Map<string, Acknowledged>();
  readonly #decisionMs: number[] = [];
  readonly #refusals = new Map<string, number>();
  readonly #open = new Map<string, () => Promise<unknown>>();
  readonly #contradicted = new Set<string>();

  /** A button is being pressed. @param ask looks once more what became of it */
  open(nonce: string, ask: () => Promise<unknown>): void {
    this.#open.set(nonce, ask);
  }

  /** It is known what became of it. */
  close(nonce: string): void {
    this.#open.delete(nonce);
  }

  /** Asks once more after everything of which nobody knew what became of it, because the play was over or patience at its end. */
  async askAfterOpen(): Promise<void> {
    for (const ask of this.#open.values()) await ask();
  }

  /** The same nonce counts once, however often it was acknowledged. */
  acknowledge(command: Acknowledged): void {
    this.#acknowledged.set(command.nonce, command);
  }

  /** How long a decision's answer took, in ms. */
  timed(ms: number): void {
    this.#decisionMs.push(ms);
  }

  refused(nonce: string, code: string): void {
    this.#refusals.set(code, (this.#refusals.get(code) ?? 0) + 1);
    if (this.#acknowledged.has(nonce)) this.#contradicted.add(nonce);
  }

  /** Nonces of deeds that were called recorded first and refused later. */
  get contradicted(): readonly string[] {
    return [...this.#contradicted];
  }

  acknowledgedIn(campaign: string): readonly Acknowledged[] {
    return [...this.#acknowledged.values()].filter((command) => command.campaign === campaign);
  }

  /** The times since the last call, in the order they were taken. */
  takeTimes(): readonly number[] {
    return this.#decisionMs.splice(0);
  }

  /** Refusals by code. */
  get refusals(): ReadonlyMap<string, number> {
    return this.#refusals;
  }
}
