import type { REST } from '@discordjs/rest';
import { type RESTGetAPIChannelMessagesResult, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import { filesOf, messageBody } from '../calls/message-body.ts';
import { snowflakeAt } from '../snowflake.ts';
import type { View } from '../view.ts';
import { looksAs } from './looks-as.ts';

const Message = z.object({ id: z.string() });

/** How long one call may take. Real time, as networks know no other. */
const CALL_MS = 10_000;
/** Pages of messages to look through for one; a message that is further on was not written by this attempt. */
const MOST_PAGES = 3;
const PAGE = 100;
/** How far clocks of ours and Discord's may be apart. */
const SKEW_MS = 10_000;

/** The bot's own messages in channels. Each call is one attempt, and throws what discord.js throws. */
export type ChannelMessages = {
  /** Writes a message, once for each nonce as long as Discord remembers it. Its id. */
  create(channelId: string, view: View, nonce: string): Promise<string>;
  edit(channelId: string, messageId: string, view: View): Promise<void>;
  remove(channelId: string, messageId: string): Promise<void>;
  /** The id of a message of ours that looks like this and was written at this time or later, epoch ms. */
  find(channelId: string, view: View, since: number): Promise<string | undefined>;
};

/** The bot's messages over Discord's REST API; `botId` is the bot's as a user. */
export function channelMessages(rest: REST, botId: string): ChannelMessages {
  const signal = () => AbortSignal.timeout(CALL_MS);

  async function page(channelId: string, after: string): Promise<RESTGetAPIChannelMessagesResult> {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const messages = await rest.get(Routes.channelMessages(channelId), { query, signal: signal() });
    return messages as RESTGetAPIChannelMessagesResult; // Discord's own documented answer
  }

  return {
    async create(channelId, view, nonce) {
      const body = { ...messageBody(view), nonce, enforce_nonce: true };
      const route = Routes.channelMessages(channelId);
      return Message.parse(await rest.post(route, { body, files: filesOf(view), signal: signal() })).id;
    },
    async edit(channelId, messageId, view) {
      const body = messageBody(view);
      const route = Routes.channelMessage(channelId, messageId);
      await rest.patch(route, { body, files: filesOf(view), signal: signal() });
    },
    async remove(channelId, messageId) {
      await rest.delete(Routes.channelMessage(channelId, messageId), { signal: signal() });
    },
    async find(channelId, view, since) {
      let after = snowflakeAt(since - SKEW_MS);
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const messages = await page(channelId, after);
        const found = messages.find((message) => message.author.id === botId && looksAs(message, view));
        if (found) return found.id;
        const [newest] = messages; // they come newest first
        if (newest === undefined || messages.length < PAGE) return undefined;
        after = newest.id;
      }
      return undefined;
    },
  };
}
