import type { Endpoint } from './endpoint.ts';
import type { Refusal } from './refusal.ts';

/** A request as it goes out: the query is in the URL, the body is JSON. */
export type Outgoing = {
  method: Endpoint['method'];
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Whether sending it twice does the same as once. */
  repeatable: boolean;
};

/** What came back: the text of a 2xx answer, or a refusal. */
export type Incoming = { status: number; text: string } | Refusal;

/**
 * Brings a request to a backend and its answer back, within the time that a call has; what may be repeated is, where that
 * can help. Rejects when no answer came: with TooLong or TimedOut where that is why.
 */
export type Carry = (request: Outgoing) => Promise<Incoming>;

/** What a way to a backend is made with. */
export type Carriage = {
  fetch: typeof globalThis.fetch;
  /** For one call as a whole, in ms: every attempt, every pause and the body. */
  timeoutMs: number;
  /** How long to wait before attempt 1, 2 of the repetitions, in ms. */
  pauseMs: (repetition: number) => number;
};

/** How often a call is repeated at most. */
export const REPETITIONS = 2;

/** Thrown when a call has had its time. */
export class TimedOut extends Error {
  override name = 'TimedOut';
}
