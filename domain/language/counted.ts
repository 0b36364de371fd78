/**
 * A figure and what is counted, as English says it: `1 day`, `3 days`.
 * @param many where it is not `one` with an s, or where a verb goes with it: `counted(1, 'paper writes', 'papers write')`
 */
export function counted(count: string | number | undefined, one: string, many = `${one}s`): string {
  return `${count ?? ''} ${Number(count) === 1 ? one : many}`;
}

/** What holds of each of them: `All 3 nominees`, and of one `The only nominee`. */
export function allOf(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `The only ${one}` : `All ${count} ${many}`;
}

/** The same with a verb that stays singular: `Each of the 3 posts`, and of one `The only post`. */
export function eachOf(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `The only ${one}` : `Each of the ${count} ${many}`;
}

/** A figure out of another one with its verb: `1 of the 3 posts has`, `2 of the 3 posts have`, `The only post has`. */
export function someOf(
  part: number,
  whole: number,
  [one, many]: readonly [one: string, many: string],
  [does, do_]: readonly [one: string, many: string],
): string {
  if (part === 1 && whole === 1) return `The only ${one} ${does}`;
  return `${part} of the ${counted(whole, one, many)} ${part === 1 ? does : do_}`;
}
