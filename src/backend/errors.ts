import { codes } from '../oasst/errors.ts';

/** An answer other than success that the protocol knows: status, OASST code, and a sentence for developers. */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly status: ErrorStatus;
  readonly code: number;
  /** Seconds after which to try again, for a 429. */
  readonly retryAfter: number | undefined;

  constructor(status: ErrorStatus, code: number, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export type ErrorStatus = 400 | 403 | 404 | 429 | 451 | 500 | 503;

/** One fault of a request, as FastAPI words it; `loc` leads to the field, from `body`, `path` or `query`. */
export type ValidationFault = { loc: (string | number)[]; msg: string; type: string };

/** A request that does not have the form its endpoint asks for: 422. */
export class ValidationError extends Error {
  override name = 'ValidationError';
  readonly faults: readonly ValidationFault[];

  constructor(faults: readonly ValidationFault[]) {
    super('malformed request');
    this.faults = faults;
  }
}

/** The bare `{"detail": …}` of the framework under the reference backend. */
export class PlainError extends Error {
  override name = 'PlainError';
  readonly status: 400 | 403 | 406 | 413;

  constructor(status: 400 | 403 | 406 | 413, detail: string) {
    super(detail);
    this.status = status;
  }
}

/** What is wrong with a text that no column of UTF-8 can hold. */
export const UNSTORABLE_TEXT =
  'The text has a NUL or half of a surrogate pair in it, which cannot be stored.';

/** Refusal (400, 1004): the reference's sentence, which it has for everything, and a sentence that says what it was. */
export function notStored(reason: string): RequestError {
  return new RequestError(400, codes.interactionRequestFailed, `Interaction request failed. ${reason}`);
}

/** Refusal (400, 2010): the tree was stopped while the reply was written. */
export function treeClosed(): RequestError {
  return new RequestError(400, codes.treeNotGrowing, 'The message tree is no longer accepting messages.');
}
