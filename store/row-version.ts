/** Version of the shape in which snapshots are written. */
export const ROW_VERSION = 1 as const;

/** A row that says in which shape it was written. */
export interface VersionedRow {
  readonly _id: string;
  /** Absent in rows written before rows said it: those have the first shape. */
  readonly v?: typeof ROW_VERSION;
}

/** Thrown when a row was written in a shape that this version does not know: by a later one, before it was set back. */
export class UnknownRowVersionError extends Error {
  override readonly name = 'UnknownRowVersionError';
  readonly row: string;
  readonly version: unknown;

  constructor(row: string, version: unknown) {
    super(
      `记录 ${row} 的格式版本 ${String(version)} 不认识，请升级 / row ${row} has version ${String(version)}; this release reads ${ROW_VERSION}`,
    );
    this.row = row;
    this.version = version;
  }
}

/** The row, when it has a shape that is known. @throws {UnknownRowVersionError} */
export function known<Row extends VersionedRow>(row: Row): Row {
  const version: unknown = row.v ?? ROW_VERSION;
  if (version !== ROW_VERSION) throw new UnknownRowVersionError(row._id, version);
  return row;
}
