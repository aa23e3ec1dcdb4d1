import { z } from 'zod';
import { codes, OasstError, type RequestInfo, TooManyRequests } from './errors.ts';
import { fieldPath } from './fault.ts';
import { readJson } from './json.ts';
import { retryAfter } from './retry-after.ts';

/** An answer that is not 2xx: `data` is its body, parsed if it was JSON, text if not, undefined if empty. */
export type Refusal = { status: number; headers: Headers; data: unknown };

const Problem = z.object({ error_code: z.int(), message: z.string().catch('') });
const Invalid = z.object({
  detail: z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])) })).min(1),
});

/**
 * The error a refusal stands for, whichever of the backend's four body shapes, a proxy's page or nothing at all it
 * carries. The message has status, code and field names only: what the backend says may quote people.
 */
export function refused({ status, headers, data }: Refusal, request: RequestInfo, now: number): OasstError {
  const body = typeof data === 'string' ? jsonOrNothing(data) : data;
  const problem = Problem.safeParse(body).data;
  const code = problem?.error_code;
  const message = `${request.method} ${request.path}: ${status}${meaning(code)}${fields(body)}${onward(headers, status)}`;
  if (status === 429 || code === codes.tooManyRequests) {
    const seconds = retryAfter(headers.get('retry-after'), problem?.message, now);
    return new TooManyRequests(message, { request, status, code, retryAfter: seconds });
  }
  return new OasstError(message, { request, status, code });
}

/** Whether a refusal may pass by itself: a gateway has not reached the backend. The 503s that mean "no task" or "banned" do not. */
export function mayPass({ status, data }: Pick<Refusal, 'status' | 'data'>): boolean {
  const code = codeIn(data);
  const isFinal = code === codes.taskTypeNotAvailable || code === codes.userDisabled;
  return [502, 503, 504].includes(status) && !isFinal;
}

function codeIn(data: unknown): number | undefined {
  return Problem.safeParse(typeof data === 'string' ? jsonOrNothing(data) : data).data?.error_code;
}

function meaning(code: number | undefined): string {
  if (code === undefined) return '';
  const name = Object.entries(codes).find(([, known]) => known === code)?.[0] ?? 'unknown code';
  return ` ${name} (${code})`;
}

/** Which fields a 422 complains about; for an interaction those of all four kinds, so a few are enough. */
function fields(body: unknown): string {
  const { data } = Invalid.safeParse(body);
  if (!data) return '';
  const paths = new Set(data.detail.map(({ loc }) => fieldPath(loc)));
  return `, invalid: ${[...paths].slice(0, 6).join(', ')}`;
}

function onward(headers: Headers, status: number): string {
  if (status < 300 || status > 399) return '';
  const target = URL.parse(headers.get('location') ?? '');
  return `, a redirect${target ? ` to ${target.origin}` : ''}, which is not followed: use the final address`;
}

function jsonOrNothing(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}
