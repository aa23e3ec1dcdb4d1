import type { PersonAction, Snapshot } from '../view.ts';
import type { Reader } from './time.ts';

/** What views draw from, and how they say what the person did. */
export type Scene = {
  snapshot: Snapshot;
  reader: Reader;
  channelId: string;
  /** The message whose control waits for the bot, and which control. */
  waiting: ReadonlyMap<string, string>;
  act(action: PersonAction): Promise<boolean>;
};
