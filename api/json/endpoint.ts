import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Language } from '../../domain/language/sentence.ts';
import type { Actor, Role } from '../../domain/roles.ts';
import type { Person } from '../../store/people.ts';
import type { AppDeps } from '../deps.ts';
import type { Sends } from '../use-cases/refuse-sender.ts';

/** Who may call: everybody, whoever is signed in, or these roles. What they see of it is the handler's affair. */
export type Access = 'everybody' | 'signed-in' | readonly Role[];

/** Who calls, from the session. */
export interface Caller {
  readonly person: Person;
  readonly actor: Actor;
}

/** What one status means, and the body that comes with it; none for 204. */
export interface AnswerSchema {
  readonly says: string;
  readonly body?: z.ZodType;
  /** Of a file that the handler sends itself, in place of a body. */
  readonly media?: string;
}
export type AnswerSchemas = Readonly<Record<number, AnswerSchema>>;

/** A value as a handler hands it over: what the schema describes, read-only all through. */
type Shown<T> = T extends readonly unknown[]
  ? readonly Shown<T[number]>[]
  : T extends object
    ? { readonly [K in keyof T]: Shown<T[K]> }
    : T;

/** One of the answers that the endpoint documents. */
export type AnswerOf<A extends AnswerSchemas> = {
  [S in keyof A & number]: { readonly status: S; readonly headers?: Readonly<Record<string, string>> } & (A[S] extends {
    readonly body: infer B extends z.ZodType;
  }
    ? { readonly body: Shown<z.output<B>> }
    : { readonly body?: never });
}[keyof A & number];

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** A request after everything about it was checked. */
export interface Call<P, Q, B, S extends Access> {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  readonly caller: S extends 'everybody' ? Caller | undefined : Caller;
  /** Of the sentences in the answer. */
  readonly language: Language;
  /** `Prefer: respond-async`: the sender wants no answer but that it arrived. */
  readonly respondAsync: boolean;
  /** For cookies; bodies are answered by returning them. */
  readonly http: { readonly request: Request; readonly response: Response };
}

export interface EndpointSpec<P, Q, B, A extends AnswerSchemas, S extends Access> {
  /** The operation's name in the OpenAPI document. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Below `/api`, as in OpenAPI: `/commands/{nonce}`. `{item}` may span a slash. */
  readonly path: string;
  readonly summary: string;
  readonly access: S;
  /** The message it sends: whoever may not send it is refused before anything of the body is read. */
  readonly sends?: Sends;
  /** What else has to hold before the body is read. @throws RequestError */
  readonly before?: (call: { readonly params: Parsed<P>; readonly caller: Caller }, deps: AppDeps) => Promise<void>;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The request is a file as it is, which the handler reads as it comes; in place of a body. */
  readonly takes?: 'file';
  /** Largest body in bytes; 256 KB unless told. */
  readonly largestBody?: number;
  /** What it answers beside the errors that every endpoint may answer (`commonAnswers`). */
  readonly answers: A;
  readonly handle: (call: Call<P, Q, B, S>, deps: AppDeps) => Promise<AnswerOf<A>>;
}

type Schema = z.ZodType | undefined;
type ObjectSchema = z.ZodObject | undefined;

/** An answer of any endpoint. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An endpoint whose own types are forgotten: what the router serves and the OpenAPI document describes. */
export type Endpoint = Omit<EndpointSpec<ObjectSchema, ObjectSchema, Schema, AnswerSchemas, Access>, 'handle' | 'before'> & {
  readonly before?: (call: { readonly params: undefined; readonly caller: Caller }, deps: AppDeps) => Promise<void>;
  readonly handle: (call: Call<undefined, undefined, undefined, Access>, deps: AppDeps) => Promise<Answer>;
};

/** One endpoint: what it takes, who may, what it answers, and how. */
export function endpoint<
  const A extends AnswerSchemas,
  const S extends Access,
  P extends ObjectSchema = undefined,
  Q extends ObjectSchema = undefined,
  B extends Schema = undefined,
>(spec: EndpointSpec<P, Q, B, A, S>): Endpoint {
  return spec as unknown as Endpoint;
}

/** An answer with this status and body. */
export function reply<const S extends number, const B>(status: S, body: B): { readonly status: S; readonly body: B } {
  return { status, body };
}

/** The usual answer: 200 with this body. */
export function ok<const B>(body: B): { readonly status: 200; readonly body: B } {
  return reply(200, body);
}

/** Done, and nothing to say about it. */
export const NO_CONTENT = { status: 204 } as const;
