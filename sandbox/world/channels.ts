import { removeMessage } from './messages.ts';
import type { Channel, ChannelRight, World } from './world.ts';

/** What somebody who runs the server does to its channels, as far as the bot feels it. */
export type ChannelControls = {
  /** Forbids the bot something in a channel, or allows it again. */
  deny(name: string, right: ChannelRight): void;
  allow(name: string, right: ChannelRight): void;
  /** Deletes a channel with all its messages. */
  remove(name: string): void;
  /** The id by which the API knows a channel. */
  idOf(name: string): string;
};

/** The controls of a server's channels. They throw for a name that no channel has. */
export function channelControls(world: World): ChannelControls {
  const named = (name: string): Channel => {
    const channel = [...world.channels.values()].find((one) => one.kind !== 'dm' && one.name === name);
    if (!channel) throw new Error(`There is no channel "${name}"`);
    return channel;
  };
  return {
    deny: (name, right) => void named(name).denied.add(right),
    allow: (name, right) => void named(name).denied.delete(right),
    idOf: (name) => named(name).id,
    remove(name) {
      const { id } = named(name);
      for (const message of [...world.messages.values()]) {
        if (message.channelId === id) removeMessage(world, message);
      }
      world.channels.delete(id);
      world.emit('CHANNEL_DELETE', { id, guild_id: world.guild.id, type: 0, name }, GUILDS);
      world.changed('all');
    },
  };
}

/** The intent that events about channels need. */
const GUILDS = 1;
