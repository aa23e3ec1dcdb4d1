import { z } from 'zod';
import { ErrorResponseSchema, PlainResponseSchema, ValidationResponseSchema } from '../responses.ts';
import type { AnyEndpoint } from './endpoint.ts';

/** A status other than success that an endpoint may answer. */
export type Possible = {
  status: number;
  description: string;
  shapes: readonly z.ZodType[];
  headers?: Record<string, object>;
};

const all: Record<number, Omit<Possible, 'status'>> = {
  400: { description: 'Refused: `error_code` says why.', shapes: [ErrorResponseSchema, PlainResponseSchema] },
  403: {
    description: 'The key is missing, unknown or revoked, or it is not trusted.',
    shapes: [ErrorResponseSchema],
  },
  404: {
    description: 'There is no such message (2001), task (2100) or person (4002).',
    shapes: [ErrorResponseSchema],
  },
  406: { description: 'It is long, and was not asked for compressed.', shapes: [PlainResponseSchema] },
  413: { description: 'The body is longer than 1 MiB.', shapes: [PlainResponseSchema] },
  422: { description: 'Not understood: each fault says where it is.', shapes: [ValidationResponseSchema] },
  429: {
    description: 'Too many requests.',
    shapes: [ErrorResponseSchema],
    headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
  },
  451: {
    description: 'The person has not accepted the terms of service (4003).',
    shapes: [ErrorResponseSchema],
  },
  500: { description: 'Failed, through no fault of the request.', shapes: [ErrorResponseSchema] },
  503: { description: 'The database is busy (4): come again.', shapes: [ErrorResponseSchema] },
};
const forWork = 'The person is disabled (4001), or the database is busy (4).';
const forTasks =
  'There is no task of this kind now (1006), the person is disabled (4001), or the database is busy (4).';

/** Every way in which an endpoint may not do what it is asked, as far as its description tells. */
export function refusalsOf(endpoint: AnyEndpoint): Possible[] {
  return [...new Set(statusesOf(endpoint))].sort().flatMap((status) => {
    const known = all[status];
    return known ? { status, ...known, ...special(endpoint, status) } : [];
  });
}

/** Cursors, and people named by half. */
const refusable: ReadonlySet<string> = new Set(['after', 'username']);

function statusesOf({ method, access, viewer, params, query, body, first, work, refuses = [] }: AnyEndpoint) {
  const names = [...namesOf(params), ...namesOf(query)];
  return [
    500,
    ...refuses,
    ...(access === 'none' ? [] : [403, 503]),
    ...(names.length > 0 || body ? [422] : []),
    ...(method === 'get' ? [] : [413]),
    ...(body || namesOf(query).some((name) => refusable.has(name)) ? [400] : []),
    ...(viewer || namesOf(params).some((name) => /_id$|^username$/.test(name)) ? [404] : []),
    ...(work ? [451] : []),
    ...(first ? [429] : []),
  ];
}

function special({ access, work, first }: AnyEndpoint, status: number): Partial<Possible> {
  if (status === 503 && work) return { description: first ? forTasks : forWork };
  if (status === 403 && access === 'none')
    return { description: 'Not logged in.', shapes: [PlainResponseSchema] };
  return {};
}

function namesOf(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
