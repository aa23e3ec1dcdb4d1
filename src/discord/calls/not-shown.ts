import { DiscordAPIError, RateLimitError } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { Logger } from 'pino';

/**
 * What a failed call to Discord means:
 * - `taken`: the interaction has been answered before
 * - `arrived`: the same, by an earlier attempt at this very call that had seemed lost
 * - `over`: nothing more can be shown with this interaction
 * - `gone`: the message to change is not there any more
 * - `refused`: Discord will never take this
 * - `limited`: it was not done, but may be later
 * - `unknown`: it may have been done or not
 */
type Meaning = 'taken' | 'arrived' | 'over' | 'gone' | 'refused' | 'limited' | 'unknown';

const meanings: Readonly<Record<string | number, Meaning>> = {
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]: 'taken',
  [RESTJSONErrorCodes.UnknownInteraction]: 'over',
  [RESTJSONErrorCodes.UnknownWebhook]: 'over',
  [RESTJSONErrorCodes.InvalidWebhookToken]: 'over',
  [RESTJSONErrorCodes.UnknownMessage]: 'gone',
};

/** Reads what discord.js threw. */
export function meaningOf(error: unknown): Meaning {
  if (error instanceof NotShown) return error.meaning;
  if (error instanceof RateLimitError) return 'limited';
  return error instanceof DiscordAPIError ? (meanings[error.code] ?? 'refused') : 'unknown';
}

/** Logs what failed after an answer; that a message is gone, because its person has dismissed it, is no fault. */
export function logAfterwards(
  log: Pick<Logger, 'debug' | 'error'>,
  what: string,
  error: unknown,
  message: string,
): void {
  if (meaningOf(error) === 'gone') log.debug({ what }, 'a message is not there any more');
  else log.error({ err: error, what }, message);
}

/** Whether an answer may have been shown although a call for it failed: by that call, or by somebody else's. */
export function mayBeThere(meaning: Meaning): boolean {
  return meaning === 'taken' || meaning === 'arrived' || meaning === 'unknown';
}

/** Whether Discord knows of no answer to the interaction whose token was used. */
export function isUnknownWebhook(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownWebhook;
}

/** Discord could not be brought to show something, for the reason in `cause`. */
export class NotShown extends Error {
  override name = 'NotShown';
  readonly meaning: Meaning;

  constructor(meaning: Meaning, cause?: unknown) {
    super(`Discord has not shown it (${meaning})`, { cause });
    this.meaning = meaning;
  }
}

/** True when an error proves that Discord has shown nothing; false when nobody can tell. */
export function isCertainlyUnseen(error: unknown): boolean {
  return error instanceof NotShown && error.meaning !== 'unknown' && error.meaning !== 'arrived';
}
