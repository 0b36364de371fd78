import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request, RequestHandler } from 'express';
import { PageError } from './page-error.ts';

/** Inputs of a form with two hundred people, in bytes and number; files are limited by whoever reads them. */
const LIMITS = { fields: 10_000, fieldSize: 1_048_576, files: 30, parts: 10_030 } as const;
const INPUTS_MAX = 2 * 1024 * 1024;

/** A file as it comes with a form. */
export interface IncomingFile {
  /** The name of its input. */
  readonly input: string;
  readonly filename: string;
  readonly content: Readable;
}

const incoming = new WeakMap<Request, IncomingFile>();

/** The file that the form brought; undefined when none was chosen. */
export function incomingFile(request: Request): IncomingFile | undefined {
  return incoming.get(request);
}

/**
 * Reads a form up to the file of the input `name`, and leaves that file to whoever answers: the inputs before it stand
 * in `request.body`, whoever sent it can be asked for the token, and only then the file is read. Whatever is not read of
 * it is thrown away when the answer is sent.
 */
export function untilFile(name: string): RequestHandler {
  return async (request, response, next) => {
    const form = begin(request);
    await new Promise<void>((resolve, reject) => {
      form.parser.on('file', (input, content, { filename }) => {
        if (input !== name || !filename) return content.resume();
        incoming.set(request, { input, filename, content });
        response.once('close', () => content.resume()).once('finish', () => content.resume());
        content.once('error', () => undefined);
        return resolve();
      });
      form.ended(resolve, reject);
      request.pipe(form.parser);
    });
    next();
  };
}

/** A small file that came with a form, whole; without content when it was larger than allowed. */
export interface SmallFile {
  readonly input: string;
  readonly content?: Buffer;
}

const small = new WeakMap<Request, SmallFile>();

export function smallFile(request: Request): SmallFile | undefined {
  return small.get(request);
}

/** Reads a whole form, and of its files the one of at most `largest` bytes whose input's name begins with `prefix`. */
export function withSmallFile(prefix: string, largest: number): RequestHandler {
  return async (request, _response, next) => {
    const form = begin(request);
    await new Promise<void>((resolve, reject) => {
      form.parser.on('file', (input, content, { filename }) => {
        if (!input.startsWith(prefix) || !filename || small.has(request)) return content.resume();
        small.set(request, { input });
        const pieces: Buffer[] = [];
        let size = 0;
        content.on('data', (piece: Buffer) => {
          size += piece.length;
          if (size <= largest) pieces.push(piece);
          else pieces.length = 0;
        });
        return content.once('end', () => {
          if (size <= largest) small.set(request, { input, content: Buffer.concat(pieces) });
        });
      });
      form.ended(resolve, reject);
      request.pipe(form.parser);
    });
    next();
  };
}

interface FormBeingRead {
  readonly parser: busboy.Busboy;
  readonly ended: (resolve: () => void, reject: (error: Error) => void) => void;
}

function begin(request: Request): FormBeingRead {
  const body: Record<string, string> = Object.create(null) as Record<string, string>;
  request.body = body;
  const parser = parserFor(request);
  let size = 0;
  return {
    parser,
    ended(resolve, reject) {
      // What comes after that is thrown away, not looked at.
      const tooMuch = () => {
        request.unpipe(parser).resume();
        reject(new PageError('tooLarge'));
      };
      parser.on('field', (name, value, { valueTruncated }) => {
        size += name.length + value.length;
        if (valueTruncated || size > INPUTS_MAX) tooMuch();
        else body[name] = value;
      });
      for (const limit of ['fieldsLimit', 'partsLimit', 'filesLimit'] as const) parser.on(limit, tooMuch);
      parser.on('close', resolve);
      parser.on('error', () => reject(new PageError('malformed')));
      // A browser that goes away in the middle: whoever reads the file is told as well.
      request.once('close', () => {
        if (!request.complete) parser.destroy(new PageError('malformed'));
      });
    },
  };
}

function parserFor(request: Request): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits: LIMITS });
  } catch {
    throw new PageError('malformed');
  }
}
