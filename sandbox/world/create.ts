import type { Clock } from '../clock.ts';
import { snowflakes } from '../snowflake.ts';
import type { ChannelView } from '../view.ts';
import { createSigning } from './signing.ts';
import type { Channel, World } from './world.ts';

export type WorldOptions = {
  guildName?: string;
  guildLocale?: string;
  botName?: string;
  channels?: string[];
  roles?: string[];
  /** Another server with this name and a channel on it, and a private channel among people: the bot is in neither. */
  elsewhere?: string;
};

/** An empty server with its text channels and the bot, nobody in it yet. */
export function createWorld(clock: Clock, options: WorldOptions = {}): World {
  const newId = snowflakes(clock.now);
  const applicationId = newId();
  const guildId = newId();
  const channel = (kind: ChannelView['kind'], name: string): Channel => {
    return { id: newId(), name, kind, personId: null, denied: new Set() };
  };
  const channels = (options.channels ?? ['general', 'tasks']).map((name) => channel('text', name));
  const elsewhere = options.elsewhere === undefined ? null : { id: newId(), name: options.elsewhere };
  if (elsewhere) channels.push(channel('elsewhere', 'lounge'), channel('group', 'friends'));
  return {
    clock,
    newId,
    url: '',
    token: `${Buffer.from(applicationId).toString('base64url')}.sandbox.${guildId}`,
    applicationId,
    bot: { id: applicationId, name: options.botName ?? 'Bot', online: false },
    guild: { id: guildId, name: options.guildName ?? 'Sandbox', locale: options.guildLocale ?? 'en-US' },
    elsewhere,
    roles: new Map((options.roles ?? []).map((name) => [name, newId()])),
    people: new Map(),
    channels: new Map(channels.map((one) => [one.id, one])),
    messages: new Map(),
    interactions: new Map(),
    forms: new Map(),
    notices: new Map(),
    nonces: new Map(),
    commands: new Map(),
    created: new Map(),
    files: new Map(),
    uploads: new Map(),
    signing: createSigning(),
    endpoint: null,
    bring: async () => {},
    emit: () => {},
    changed: () => {},
  };
}
