import { NOT_COMPRESSED, withinMeasure } from '../../long-answers.ts';
import { PlainError } from '../errors.ts';

/** What the server hands to the app with each request that came over the network. */
export const overNetwork = { isOverNetwork: true } as const;

/** Whether a request came over the network, and not from this process itself. */
export function isOverNetwork({ env }: { env: unknown }): boolean {
  return env === overNetwork;
}

/**
 * An answer that everybody may have, as it goes out: what is long goes compressed or not at all.
 * @throws PlainError (406) for a long one that was not asked for in `gzip`
 */
export async function forStrangers(request: Request, response: Response): Promise<Response> {
  const answer = await withinMeasure(request, response);
  if (!answer) throw new PlainError(406, NOT_COMPRESSED);
  return answer;
}
