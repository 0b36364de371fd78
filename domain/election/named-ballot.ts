import type { BallotFacts, Office } from '../rules/ballot-facts.ts';

/**
 * The ballots of a dossier with the names on them. Names stay here, in the api and in documents; a run only ever sees
 * the counts.
 */

/** Somebody on a ballot, or written in, with what was counted. */
export interface VotedPerson {
  readonly name: string;
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  readonly writtenIn: boolean;
}

/** A counted ballot with names, in the order of the ballot paper, people written in after it. */
export interface NamedBallot {
  readonly facts: BallotFacts & { readonly valid: number };
  readonly people: readonly VotedPerson[];
}

type Row = Readonly<Record<string, unknown>>;

/** The rows of a table of people in a dossier; none when there is no such table. */
export function rowsAt(dossier: unknown, field: string): readonly Row[] {
  if (typeof dossier !== 'object' || dossier === null) return [];
  const rows = (dossier as Row)[field];
  if (!Array.isArray(rows)) return [];
  return (rows as readonly unknown[]).filter((row): row is Row => typeof row === 'object' && row !== null && 'name' in row);
}

function wholeAt(row: Row, field: string): number {
  const value = row[field];
  return typeof value === 'number' && Number.isInteger(value) ? value : 0;
}

/** The name of a dossier's field for an office: `issued` at the congress, `secretaryIssued` in the plenary. */
export function ballotField(office: Office, field: string): string {
  return office === 'members' ? field : `${office}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

function votedPeople(dossier: Row, office: Office): VotedPerson[] {
  const read = (field: string, writtenIn: boolean) =>
    rowsAt(dossier, ballotField(office, field)).map((row) => ({
      name: String(row.name),
      for: wholeAt(row, 'for'),
      against: wholeAt(row, 'against'),
      abstain: wholeAt(row, 'abstain'),
      writtenIn,
    }));
  return [...read('candidates', false), ...read('writeIns', true)];
}

/** An office's ballot as a dossier of a voting stage holds it, or undefined when that office was not voted on. */
export function namedBallot(dossier: unknown, office: Office): NamedBallot | undefined {
  if (typeof dossier !== 'object' || dossier === null) return undefined;
  const row = dossier as Row;
  const people = votedPeople(row, office);
  if (people.length === 0) return undefined;
  const at = (field: string) => wholeAt(row, ballotField(office, field));
  return {
    facts: {
      entitled: wholeAt(row, 'entitled'),
      present: wholeAt(row, 'present'),
      issued: at('issued'),
      returned: at('returned'),
      invalid: at('invalid'),
      valid: at('valid'),
      candidates: people.filter((person) => !person.writtenIn).length,
      votes: people.map((person) => person.for),
      ...(typeof row[ballotField(office, 'reduceConsent')] === 'number' ? { reduceConsent: at('reduceConsent') } : {}),
    },
    people,
  };
}
