import type { Keeper } from './bot/keeper.ts';
import type { DiscordWeather } from './weather/discord.ts';

/** Discord's patience with a bot: after 3 s its client says that the interaction failed. */
const PATIENCE_MS = 3_000;

/** Something that a person did and that the bot was told of: a command, a click, a choice, a submitted form. */
export type Click = {
  who: string;
  what: string;
  task: string | undefined;
  /** When it was done, in milliseconds since the run began. */
  at: number;
  /** Why nobody can blame the bot; undefined when it had to answer. */
  excuse: string | undefined;
  /** Whether a reply, an update or a form came. */
  answered: boolean;
};

/** How things stood at one moment. */
export type Moment = { struck: number; troubled: boolean; serving: ReadonlySet<number> };

/**
 * Tells who is to blame for a click without an answer.
 *
 * A click is **unanswered** when within Discord's three seconds (of the sandbox's time) the bot gave no first response
 * to it: no message, no update, no form, not even a request to wait; or when it asked to wait, and the message still
 * says so half a minute later. It counts against the bot unless
 * - no single process of the bot took interactions from before the click to the end of the wait: it was killed, was
 *   told to stop, or was still starting; or
 * - Discord was at fault meanwhile: any call to an interaction's own routes went wrong, anything happened to the
 *   gateway, or the bot was not connected.
 *
 * What the backend does meanwhile is no excuse.
 */
export type Witness = {
  now(): Moment;
  excuseSince(moment: Moment): string | undefined;
};

/** A witness of what happens to the bot and to Discord. */
export function newWitness(keeper: Keeper, weather: DiscordWeather): Witness {
  // of two processes one may be connected and the other not, and that one alone would answer
  const troubled = () => weather.isTroubled() || (keeper.running() > 1 && weather.isUnsettled());
  const now = () => ({ struck: weather.count(), troubled: troubled(), serving: keeper.serving() });
  return {
    now,
    excuseSince(before) {
      const after = now();
      const served = [...before.serving].some((number) => after.serving.has(number));
      if (!served) return 'no process served all the while';
      const discord = before.troubled || after.troubled || before.struck !== after.struck;
      return discord ? 'Discord was at fault' : undefined;
    },
  };
}

/** Whether a wait that ended now was given up by Discord; both in milliseconds of the sandbox's time. */
export function isGivenUp(began: number, ended: number): boolean {
  return ended - began > PATIENCE_MS;
}
