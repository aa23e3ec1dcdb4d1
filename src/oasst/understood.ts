import { NotUnderstood } from './errors.ts';

/**
 * An answer, or undefined where it came in a form that is not known here, such as that of a newer backend.
 * @throws OasstError for everything else
 */
export async function whereUnderstood<T>(answer: Promise<T>): Promise<T | undefined> {
  return await answer.catch((error: unknown) => {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  });
}
