import ts from 'typescript';

/** A test as its file writes it: `describe > it`, with the placeholders of `each` unfilled. */
export type TitlePath = string;

const SEPARATOR = ' > ';
/** What vitest fills in from a row of `each`: `%s`, `%j`, `$name`; an asterisk stands for what code computes. */
const PLACEHOLDER = /%[sdifjoOc#$]|\$[A-Za-z_][\w.]*|\$\{\}/g;

export function titlePath(titles: readonly string[]): TitlePath {
  return titles.join(SEPARATOR);
}

/** Whether a title is the one wanted: the same, or one that the wanted one's placeholders can be filled in to. */
export function isTitle(title: TitlePath, wanted: TitlePath): boolean {
  if (title === wanted) return true;
  const parts = wanted.split(PLACEHOLDER);
  if (parts.length === 1) return false;
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('.+')}$`, 'su').test(title);
}

/**
 * The tests of a file that always run: those that are skipped, to be written, or run on some machines only prove
 * nothing, and are left out with everything inside them.
 */
export function titlesIn(source: string): TitlePath[] {
  const file = ts.createSourceFile('a.tsx', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: TitlePath[] = [];
  visit(file, [], found);
  return found;
}

function visit(node: ts.Node, outer: readonly string[], found: TitlePath[]): void {
  const call = ts.isCallExpression(node) ? testCall(node) : undefined;
  if (call === undefined) {
    ts.forEachChild(node, (child) => visit(child, outer, found));
    return;
  }
  if (!call.always) return;
  const titles = [...outer, call.title];
  if (call.word === 'describe') ts.forEachChild(node, (child) => visit(child, titles, found));
  else found.push(titlePath(titles));
}

const WORDS = new Set(['describe', 'it', 'test']);
/** What leaves a test as certain to run as it was. */
const HARMLESS = new Set(['each', 'for', 'concurrent', 'sequential']);

interface TestCall {
  readonly word: string;
  readonly title: string;
  readonly always: boolean;
}

/** `it('title', …)`, `it.each(rows)('title', …)`: its word and title; undefined for any other call. */
function testCall(node: ts.CallExpression): TestCall | undefined {
  const [first] = node.arguments;
  const title = first && titleOf(first);
  if (title === undefined) return undefined;
  const modifiers: string[] = [];
  let callee: ts.Expression = node.expression;
  while (!ts.isIdentifier(callee)) {
    if (ts.isCallExpression(callee)) callee = callee.expression;
    else if (ts.isPropertyAccessExpression(callee)) {
      modifiers.push(callee.name.text);
      callee = callee.expression;
    } else return undefined;
  }
  // `it.each(rows)` alone is half of a call.
  const rowsOnly = ts.isPropertyAccessExpression(node.expression) && HARMLESS.has(node.expression.name.text);
  if (!WORDS.has(callee.text) || (rowsOnly && ['each', 'for'].includes(modifiers[0] ?? ''))) return undefined;
  return { word: callee.text, title, always: modifiers.every((modifier) => HARMLESS.has(modifier)) };
}

/** The text of a title; what a template computes becomes a placeholder. */
function titleOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map((span) => `\${}${span.literal.text}`)].join('');
}
