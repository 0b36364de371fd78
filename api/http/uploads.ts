import type { Request, RequestHandler } from 'express';

/** Forms with a file, which they read as it comes and limit themselves: attachments, and tables of rows. */
const ENDS = /\/(?:attachments|rows\/[A-Za-z]{1,40})$/;

/** True for a request that brings a file: larger than any other, and slower on a township's line. */
export function isUpload({ method, path }: Pick<Request, 'method' | 'path'>): boolean {
  if (method !== 'POST') return false;
  const items = path.indexOf('/items/');
  // Looked at from its end, of which no more than this can count: however long a path is, it is looked at once.
  const end = path.slice(-52);
  const at = ENDS.exec(end);
  return items >= 0 && at !== null && path.length - end.length + at.index > items + '/items/'.length;
}

/** `handler` for every request but uploads. */
export function exceptUploads(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (isUpload(request) ? next() : handler(request, response, next));
}

/** Cuts off whoever takes longer than `ms` to send what a request holds; how long the answer takes is not its affair. */
export function cutOffAfter(ms: number): RequestHandler {
  return (request, _response, next) => {
    const timer = setTimeout(() => {
      if (!request.complete) request.destroy();
    }, ms);
    for (const over of ['end', 'close'] as const) request.once(over, () => clearTimeout(timer));
    next();
  };
}
