const DEEPEST = 8;

/** What an error may tell the log. Bodies, SQL parameters and the like are not among it. */
const telling = [
  'code',
  'errcode',
  'status',
  'method',
  'url',
  'path',
  'request',
  'retryAfter',
  'taskId',
  'taskType',
  'syscall',
  'address',
  'port',
] as const;

/** Any value as plain JSON for the log: errors become name, message, stack and a few facts, other classes their name. */
export function presentable(value: unknown, ancestors: readonly unknown[] = []): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ancestors.includes(value)) return '[circular]';
  if (ancestors.length >= DEEPEST) return '[too deep]';
  const inside = (part: unknown) => presentable(part, [...ancestors, value]);
  if (value instanceof Error) return mapValues(factsOf(value), inside);
  if (value instanceof Date || value instanceof URL) return value.toJSON();
  if (Array.isArray(value)) return value.map(inside);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return mapValues(value, inside);
  return `[${value.constructor.name}]`;
}

function factsOf(error: Error) {
  const { name, message, stack, cause } = error;
  const facts = telling.map((key) => [key, Reflect.get(error, key)]);
  const errors = error instanceof AggregateError ? error.errors : undefined;
  return { type: name, message, stack, ...Object.fromEntries(facts), cause, errors };
}

function mapValues(object: object, change: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
