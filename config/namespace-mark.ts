import type { Connection } from '@temporalio/client';

/** What Temporal keeps of the installation whose runs it holds: in the namespace's data, which survives everything that the runs survive. */
export interface NamespaceMark {
  /** The installation's id; MongoDB holds the same. */
  readonly installation: string;
  /** How far Temporal is: grows with everything that is recorded, in MongoDB first. */
  readonly mark: number;
}

const idKey = 'league-reorg.installation';
const markKey = 'league-reorg.mark';

/** @returns undefined where the namespace belongs to no installation, or is not there */
export async function readNamespaceMark(connection: Connection, namespace: string): Promise<NamespaceMark | undefined> {
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace });
  const { [idKey]: installation, [markKey]: mark } = namespaceInfo?.data ?? {};
  return installation === undefined ? undefined : { installation, mark: Number(mark ?? 0) };
}

/** Never backwards: of two writers that come out of order, the later mark stays. */
export async function writeNamespaceMark(connection: Connection, namespace: string, { installation, mark }: NamespaceMark): Promise<void> {
  const there = await readNamespaceMark(connection, namespace);
  if (there?.installation === installation && there.mark >= mark) return;
  const data = { [idKey]: installation, [markKey]: String(mark) };
  await connection.workflowService.updateNamespace({ namespace, updateInfo: { data } });
}
