/**
 * A figure and what is counted, as English says it: `1 day`, `3 days`.
 * @param many where it is not `one` with an s, or where a verb goes with it: `counted(1, 'paper writes', 'papers write')`
 */
export function counted(count: string | number | undefined, one: string, many = `${one}s`): string {
  return `${count ?? ''} ${Number(count) === 1 ? one : many}`;
}
