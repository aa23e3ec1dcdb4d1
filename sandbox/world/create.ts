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
  /** Other servers that the bot is on, each with one channel of the same name, and each on the shard after that of the one before. */
  otherServers?: string[];
  /** How many sessions may begin at once, and after how many ms the next; as many as want to, when left out. */
  identify?: { concurrency: number; everyMs: number };
};

/** An empty server with its text channels and the bot, nobody in it yet. */
export function createWorld(clock: Clock, options: WorldOptions = {}): World {
  const newId = snowflakes(clock.now);
  const applicationId = newId();
  const guildId = newId();
  const channel = (kind: ChannelView['kind'], name: string, server: Channel['server'] = null): Channel => {
    return { id: newId(), name, kind, server, personId: null, denied: new Set() };
  };
  const channels = (options.channels ?? ['general', 'tasks']).map((name) => channel('text', name));
  const elsewhere = options.elsewhere === undefined ? null : { id: newId(), name: options.elsewhere };
  if (elsewhere) channels.push(channel('elsewhere', 'lounge', elsewhere), channel('group', 'friends'));
  for (const [index, name] of (options.otherServers ?? []).entries())
    channels.push(channel('text', name, { id: laterId(guildId, index + 1), name }));
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
    identify: options.identify ?? null,
    bring: async () => {},
    emit: () => {},
    changed: () => {},
  };
}

/** An id that is so many ms younger. */
function laterId(id: string, ms: number): string {
  return String(BigInt(id) + (BigInt(ms) << 22n));
}
