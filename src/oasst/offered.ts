import type { z } from 'zod';
import { mayNot, OasstError } from './errors.ts';
import { type Answer, read } from './reading.ts';

/** The statuses by which a backend says that it has no such endpoint. */
const absent = new Set<number | undefined>([404, 405]);

/**
 * The answer of an endpoint that not every backend has; undefined from one that has not.
 * @throws OasstError for everything else
 */
export async function ifOffered<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof OasstError && absent.has(error.status)) return undefined;
    throw error;
  }
}

/**
 * The same of one call, as the schema gives what it answers.
 * @throws OasstError for everything else
 */
export function readIfOffered<Schema extends z.ZodType>(
  schema: Schema,
  call: () => Promise<Answer>,
): Promise<z.output<Schema> | undefined> {
  return ifOffered(async () => read(schema, await call()));
}

/**
 * The same of what a backend tells, undefined as well where our key may not ask for it.
 * @throws OasstError for everything else
 */
export async function readIfTold<Schema extends z.ZodType>(
  schema: Schema,
  call: () => Promise<Answer>,
): Promise<z.output<Schema> | undefined> {
  try {
    return await readIfOffered(schema, call);
  } catch (error) {
    if (mayNot(error)) return undefined;
    throw error;
  }
}
