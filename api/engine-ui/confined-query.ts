/** Words that the search language knows beside the names of attributes. */
const WORDS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'IN', 'IS', 'NULL', 'BETWEEN', 'STARTS_WITH', 'TRUE', 'FALSE']);

/** Words of the language underneath: no attribute is named so. */
const FORBIDDEN: ReadonlySet<string> = new Set(
  'SELECT FROM WHERE UNION EXCEPT INTERSECT LIMIT OFFSET HAVING INTO FOR WITH AS CASE EXISTS ALL ANY GROUP ORDER BY'.split(' '),
);

/** One word of a query after another; text without a backslash, so that nobody can disagree about where it ends. */
const TOKEN = /\s*(?:("[^"\\]*"|'[^'\\]*')|(`?[A-Za-z_][A-Za-z0-9_]*`?)|(-?[0-9]+(?:\.[0-9]+)?)|(<=|>=|!=|<>|[=<>(),]))/y;

/** Longest query, in characters: the UI's own stay far below. */
const LONGEST = 4_000;

const TAIL = {
  /** Counts by status. */
  count: /^GROUP BY `?[A-Za-z]+`?$/i,
  list: /^ORDER BY `?[A-Za-z]+`?(?: (?:ASC|DESC))?$/i,
} as const;

/** Thrown for a query that is none, or that nobody can tell the meaning of. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

/**
 * A search of the engine's, confined to runs whose ids begin with `prefix`. The query is not pasted but taken apart into
 * its words and written anew: parentheses that match, none closed that was not opened, no comment and no second
 * statement, so that nothing in it reaches beyond the parentheses it is put in.
 * @param kind what may follow the conditions: `GROUP BY` for a count, `ORDER BY` for a list
 * @throws QueryError
 */
export function confinedQuery(query: string, prefix: string, kind: keyof typeof TAIL): string {
  const words = wordsOf(query);
  const end = words.findIndex((word) => /^(?:GROUP|ORDER)$/i.test(word));
  const conditions = end < 0 ? words : words.slice(0, end);
  const tail = end < 0 ? '' : words.slice(end).join(' ');
  if (tail !== '' && !TAIL[kind].test(tail)) throw new QueryError('nothing may follow the conditions');
  refuseUnbalanced(conditions);
  for (const word of conditions) if (FORBIDDEN.has(word.toUpperCase())) throw new QueryError(`${word} is no attribute`);
  const own = `WorkflowId STARTS_WITH "${prefix}"`;
  const confined = conditions.length === 0 ? own : `${own} AND ( ${conditions.join(' ')} )`;
  return tail === '' ? confined : `${confined} ${tail}`;
}

function wordsOf(query: string): string[] {
  if (query.length > LONGEST) throw new QueryError('too long');
  const text = query.trim();
  const words: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (!found) throw new QueryError('not understood');
    const [, quoted, word, number, sign] = found;
    if (word && word.startsWith('`') !== word.endsWith('`')) throw new QueryError('not understood');
    words.push(word && WORDS.has(word.toUpperCase()) ? word.toUpperCase() : (quoted ?? word ?? number ?? sign ?? ''));
  }
  return words;
}

function refuseUnbalanced(words: readonly string[]): void {
  let open = 0;
  for (const word of words) {
    if (word === '(') open += 1;
    if (word === ')') open -= 1;
    if (open < 0) throw new QueryError('a parenthesis is closed that was not opened');
  }
  if (open !== 0) throw new QueryError('a parenthesis is not closed');
}
