/** What became of one message, for logs and figures; ids only. */
export interface Delivered {
  readonly workflowId: string;
  readonly message: string;
  /** Under this id the run, its activities and the mails tell of the same command. */
  readonly nonce: string;
  /** What the person is told. */
  readonly outcome: 'recorded' | 'refused' | 'unconfirmed' | 'received' | 'unavailable';
  readonly code?: string;
  /** How long that took. */
  readonly ms: number;
}
