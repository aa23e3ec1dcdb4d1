import type { ZodMiniType } from 'zod/mini';
import { type Problem, problem, required } from './problem.ts';

type Issue = {
  code?: string;
  path: PropertyKey[];
  input?: unknown;
  message: string;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  values?: unknown[];
  expected?: string;
  errors?: Issue[][];
};

/** A payload without the keys Discord does not know, or what its published schema finds wrong with it. */
export type Read = { data: unknown; problems: [] } | { data: undefined; problems: Problem[] };

/** Reads a payload by one of Discord's published schemas; problems are in Discord's words. */
export function readBy(schema: ZodMiniType<unknown, unknown>, payload: unknown): Read {
  const { data, error } = schema.safeParse(payload);
  if (!error) return { data, problems: [] };
  const problems = error.issues.flatMap((issue) => translate(issue as Issue, payload));
  return { data: undefined, problems };
}

/** Only what is wrong with a payload. */
export const schemaProblems = (schema: ZodMiniType<unknown, unknown>, payload: unknown): Problem[] =>
  readBy(schema, payload).problems;

function translate(issue: Issue, payload: unknown): Problem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const value = path.reduce<unknown>(step, payload);
  if (issue.code === 'invalid_union') {
    return branch(issue.errors ?? [], issue.path, value).flatMap((inner) =>
      translate({ ...inner, path: [...issue.path, ...inner.path] }, payload),
    );
  }
  if (value === undefined && issue.code === 'invalid_type') return [required(path)];
  return [problem(path, ...wording(issue))];
}

// A union of components fails in every branch; the one that speaks about the right type is the one to report.
function branch(branches: Issue[][], path: PropertyKey[], value: unknown): Issue[] {
  const fitting = branches.filter((issues) => !issues.some((issue) => issue.path[0] === 'type'));
  const [best] = (fitting.length > 0 ? fitting : []).toSorted((a, b) => a.length - b.length);
  if (best) return best;
  const found = typeof value === 'object' && value !== null && 'type' in value ? ` (not ${value.type})` : '';
  const last = path.length === 0 ? '' : ' here';
  return [{ code: 'choices', path: ['type'], message: `No such component type${found} is allowed${last}` }];
}

function wording(issue: Issue): [string, string] {
  const { minimum, maximum, origin } = issue;
  switch (issue.code) {
    case 'too_big':
      if (origin === 'string') return ['BASE_TYPE_MAX_LENGTH', `Must be ${maximum} or fewer in length.`];
      if (origin === 'array') return ['BASE_TYPE_BAD_LENGTH', `Must be ${maximum} or fewer in length.`];
      return ['NUMBER_TYPE_MAX', `Value should be less than or equal to ${maximum}.`];
    case 'too_small':
      if (origin === 'string' || origin === 'array') {
        return ['BASE_TYPE_BAD_LENGTH', `Must be ${minimum} or more in length.`];
      }
      return ['NUMBER_TYPE_MIN', `Value should be greater than or equal to ${minimum}.`];
    case 'invalid_value':
      return ['BASE_TYPE_CHOICES', `Value must be one of {${issue.values?.join(', ')}}.`];
    case 'choices':
      return ['UNION_TYPE_CHOICES', issue.message];
    case 'invalid_format':
      return ['STRING_TYPE_REGEX', 'Value has the wrong format.'];
    default:
      return ['BASE_TYPE_INVALID', `Could not interpret this value${expectation(issue.expected)}.`];
  }
}

const expectation = (expected: string | undefined) => (expected ? ` as ${expected}` : '');

function step(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
