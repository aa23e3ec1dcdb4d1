import { codes } from '../../../oasst/errors.ts';
import { codePoints } from '../../../text.ts';
import { notStored, RequestError, UNSTORABLE_TEXT } from '../../errors.ts';
import type { Candidate } from '../../messages/alike/candidates.ts';
import { tooAlike } from '../../messages/alike/too-alike.ts';
import type { Settings } from '../../settings/settings.ts';
import { isStorable } from '../../text.ts';

type Limits = Pick<Settings, 'textLimit' | 'shortestPrompt' | 'shortestReply'>;

/** @throws RequestError (400, 1008) */
export function mustNotBeTooLong(text: string, { textLimit }: Pick<Limits, 'textLimit'>): void {
  if (codePoints(text) > textLimit) throw new RequestError(400, codes.textTooLong, 'Message size too long.');
}

/** @throws RequestError (400, 9008) */
export function mustNotBeTooShort(kind: 'prompt' | 'reply', text: string, limits: Limits): void {
  const least = kind === 'prompt' ? limits.shortestPrompt : limits.shortestReply;
  if (codePoints(text) < least)
    throw new RequestError(400, codes.textTooShort, `The text must have at least ${least} characters.`);
}

/** @throws RequestError (400): 9009 for what its writer has said before, 9010 for what somebody else has */
export function mustNotBeAlike(
  kind: 'prompt' | 'reply',
  text: string,
  candidates: readonly Candidate[],
  { similarity: { own, promptToOthers, replyToOthers } }: Pick<Settings, 'similarity'>,
): void {
  const others = kind === 'prompt' ? promptToOthers : replyToOthers;
  const whose = tooAlike(text, candidates, { own, others });
  if (whose === 'own')
    throw new RequestError(400, codes.textLikeOwn, 'The text is too much like an earlier one of the user.');
  if (whose === 'others')
    throw new RequestError(400, codes.textLikeOthers, 'The text is too much like one of another user.');
}

/**
 * All that holds for a text by itself.
 * @throws RequestError (400): 1008 too long, 9008 too short, 1004 when it cannot be stored
 */
export function mustBeGoodText(kind: 'prompt' | 'reply', text: string, limits: Limits): void {
  mustNotBeTooLong(text, limits);
  if (!isStorable(text)) throw notStored(UNSTORABLE_TEXT);
  mustNotBeTooShort(kind, text, limits);
}
