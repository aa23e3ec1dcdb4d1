import { OasstError } from './errors.ts';

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
