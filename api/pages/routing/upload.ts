import busboy from 'busboy';
import type { Request, RequestHandler } from 'express';
import { MAX_FILE_BYTES } from '../../../store/plan-files.ts';
import { PageError } from './page-error.ts';

/** A file as it was uploaded with a form. */
export interface UploadedFile {
  readonly filename: string;
  readonly content: Buffer;
}

const FIELDS = { fields: 30, fieldSize: 65_536, files: 1, parts: 40 } as const;

/**
 * Reads a form with one file of at most `largest` bytes; what is larger is refused as soon as it is seen. Fills
 * `request.body` with the other inputs, and {@link fileOf} with the file. Chinese file names arrive as they are.
 */
export function uploadParser(largest: number = MAX_FILE_BYTES): RequestHandler {
  return async (request, _response, next) => {
    await read(request, largest);
    next();
  };
}

const files = new WeakMap<Request, UploadedFile>();

/** The uploaded file; undefined when none was chosen. */
export function fileOf(request: Request): UploadedFile | undefined {
  return files.get(request);
}

async function read(request: Request, largest: number): Promise<void> {
  if (Number(request.get('content-length') ?? 0) > largest + 262_144) throw new PageError('tooLarge');
  const parser = parserFor(request, largest);
  const body: Record<string, string> = Object.create(null) as Record<string, string>;
  await new Promise<void>((resolve, reject) => {
    parser.on('field', (name, value) => {
      body[name] = value;
    });
    parser.on('file', (_name, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => reject(new PageError('tooLarge')));
      stream.on('end', () => {
        if (filename) files.set(request, { filename, content: Buffer.concat(chunks) });
      });
    });
    parser.on('close', resolve);
    parser.on('error', () => reject(new PageError('malformed')));
    request.on('aborted', () => reject(new PageError('malformed')));
    request.pipe(parser);
  }).finally(() => request.unpipe(parser));
  request.body = body;
}

function parserFor(request: Request, largest: number): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { ...FIELDS, fileSize: largest } });
  } catch {
    throw new PageError('malformed');
  }
}
