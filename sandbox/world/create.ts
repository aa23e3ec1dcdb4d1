import type { Clock } from '../clock.ts';
import { snowflakes } from '../snowflake.ts';
import type { ChannelRight, World } from './world.ts';

export type WorldOptions = { guildName?: string; botName?: string; channels?: string[] };

/** An empty server with its text channels and the bot, nobody in it yet. */
export function createWorld(clock: Clock, options: WorldOptions = {}): World {
  const newId = snowflakes(clock.now);
  const applicationId = newId();
  const guildId = newId();
  const channels = (options.channels ?? ['general', 'tasks']).map((name) => ({
    id: newId(),
    name,
    personId: null,
    denied: new Set<ChannelRight>(),
  }));
  return {
    clock,
    newId,
    url: '',
    token: `${Buffer.from(applicationId).toString('base64url')}.sandbox.${guildId}`,
    applicationId,
    bot: { id: applicationId, name: options.botName ?? 'Bot', online: false },
    guild: { id: guildId, name: options.guildName ?? 'Sandbox' },
    people: new Map(),
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    messages: new Map(),
    interactions: new Map(),
    forms: new Map(),
    notices: new Map(),
    nonces: new Map(),
    commands: new Map(),
    created: new Map(),
    files: new Map(),
    emit: () => {},
    changed: () => {},
  };
}
