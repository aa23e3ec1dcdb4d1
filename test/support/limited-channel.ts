import { RateLimitError } from '@discordjs/rest';
import type { Clock } from '../../src/clock.ts';
import type { ChannelMessages } from '../../src/discord/posts/channel-messages.ts';
import type { View } from '../../src/discord/view.ts';

/** What Discord takes for one channel: so many calls of one kind in a window of so many ms. */
const CALLS = 5;
const WINDOW_MS = 5_000;

/** A channel that takes no more than Discord does, and refuses what is beyond that. */
export function limitedChannels(clock: Pick<Clock, 'now'>) {
  const messages = new Map<string, View>();
  const taken: { kind: string; channelId: string; at: number }[] = [];
  let refused = 0;

  function take(kind: string, channelId: string) {
    const now = clock.now();
    const same = taken.filter((call) => call.kind === kind && call.channelId === channelId);
    const recent = same.slice(-CALLS).filter(({ at }) => now - at < WINDOW_MS);
    const [first] = recent;
    if (recent.length === CALLS && first) {
      refused += 1;
      throw new RateLimitError({
        global: false,
        hash: '',
        limit: CALLS,
        majorParameter: channelId,
        method: 'POST',
        retryAfter: first.at + WINDOW_MS - now,
        route: '/channels/:id/messages',
        scope: 'user',
        sublimitTimeout: 0,
        timeToReset: first.at + WINDOW_MS - now,
        url: '',
      });
    }
    taken.push({ kind, channelId, at: now });
  }

  const channelMessages: ChannelMessages = {
    async create(channelId, view) {
      take('create', channelId);
      const id = String(messages.size + 1);
      messages.set(id, view);
      return id;
    },
    async edit(channelId, messageId, view) {
      take('edit', channelId);
      messages.set(messageId, view);
    },
    async remove() {},
    find: async () => undefined,
  };
  return {
    channelMessages,
    messages,
    /** How many calls were refused. */
    refused: () => refused,
    /** How many calls of a kind were taken for a channel. */
    taken: (kind: string, channelId: string) =>
      taken.filter((call) => call.kind === kind && call.channelId === channelId).length,
  };
}
