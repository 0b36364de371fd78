import type { WorkflowHandle } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

/** A run's history as the client fetches it. */
export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** How much a history is, as the engine counts it. */
export function sizeOf(history: History): { readonly events: number; readonly bytes: number } {
  return { events: history.events?.length ?? 0, bytes: temporal.api.history.v1.History.encode(history).finish().length };
}

const BASE64 = /^[A-Za-z0-9+/]{4,}={0,2}$/;

/**
 * Every text that can be read out of a value, at any depth: keys and values, what is base64 decoded, JSON inside texts
 * parsed. Knows nothing of what stands where, so that nothing can hide in a place that nobody thought of.
 */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield* textsOfText(value);
  else if (value instanceof Uint8Array) yield* textsOfText(Buffer.from(value).toString('utf8'));
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      yield key;
      yield* textsIn(one);
    }
  } else if (typeof value === 'number' || typeof value === 'bigint') yield String(value);
}

function* textsOfText(text: string): Generator<string> {
  yield text;
  const parsed = parsedJson(text);
  if (parsed !== undefined && parsed !== text) yield* textsIn(parsed);
  if (text.length % 4 === 0 && BASE64.test(text)) {
    const decoded = Buffer.from(text, 'base64').toString('utf8');
    if (decoded !== '' && !decoded.includes('\uFFFD')) yield* textsOfText(decoded);
  }
}

function parsedJson(text: string): unknown {
  if (!/^\s*["[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** As protobuf's JSON has it: bytes in base64. */
const AS_JSON = { bytes: String, longs: String, enums: String } as const;

/** Everything readable in a history: payloads, memos, search attributes, summaries, details, failures. */
export function textsOfHistory(history: History): string[] {
  return [...textsIn(temporal.api.history.v1.History.toObject(temporal.api.history.v1.History.fromObject(history), AS_JSON))];
}

/** What the engine tells of a run without its history: memo, search attributes, summary, details, pending work. */
export function textsOfDescription(raw: temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse): string[] {
  const { DescribeWorkflowExecutionResponse } = temporal.api.workflowservice.v1;
  return [...textsIn(DescribeWorkflowExecutionResponse.toObject(DescribeWorkflowExecutionResponse.fromObject(raw), AS_JSON))];
}

/** Which of the words stand in any of the texts. */
export function found(words: Iterable<string>, texts: readonly string[]): string[] {
  const all = texts.join('\n');
  return [...new Set(words)].filter((word) => word !== '' && all.includes(word));
}
