import type { APIEmbed } from 'discord-api-types/v10';
import { guildOf } from './guild-of.ts';
import { interactionMetadata } from './metadata.ts';
import { userPayload } from './user-payload.ts';
import type { Channel, ChannelRight, PersonRecord, StoredMessage, World } from './world.ts';

/** What the bot may be forbidden in a channel, as Discord's permission bits. */
const bits: Readonly<Record<ChannelRight, bigint>> = {
  view: 1n << 10n,
  send: 1n << 11n,
  embed: 1n << 14n,
  attach: 1n << 15n,
  history: 1n << 16n,
};
// Permission bits: VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS, ATTACH_FILES, READ_MESSAGE_HISTORY, USE_APPLICATION_COMMANDS, …
const member = Object.values(bits).reduce((sum, bit) => sum | bit, 0n) | (1n << 31n) | (1n << 6n);
const administrator = member | (1n << 3n) | (1n << 5n) | (1n << 4n) | (1n << 13n) | (1n << 28n);

/** What somebody may do on the server. */
export const permissionsOf = ({ admin, manager }: PersonRecord): bigint => {
  if (admin) return administrator;
  return manager ? member | MANAGE_GUILD : member;
};
const MANAGE_GUILD = 1n << 5n;
const appPermissions = String(member);

/** What the bot may do in a channel. */
export function appPermissionsIn(channel: Channel | undefined): string {
  return String(member & ~deniedIn(channel));
}

function deniedIn(channel: Channel | undefined): bigint {
  return [...(channel?.denied ?? [])].reduce((sum, right) => sum | bits[right], 0n);
}

/** The bot as a user object. */
export const botPayload = ({ bot }: World) => ({
  id: bot.id,
  username: bot.name,
  global_name: null,
  discriminator: '0000',
  avatar: null,
  primary_guild: null,
  locale: 'en-US',
  public_flags: 0,
  flags: 0,
  bot: true,
  verified: true,
  mfa_enabled: false,
  email: null,
});

/** A person as a member of the server; with their permissions in the channel, as interactions carry it. */
export const memberPayload = (person: PersonRecord) => ({
  user: userPayload(person),
  roles: person.roles,
  nick: null,
  avatar: null,
  banner: null,
  premium_since: null,
  joined_at: '2024-01-01T00:00:00.000000+00:00',
  communication_disabled_until: null,
  unusual_dm_activity_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
  permissions: String(permissionsOf(person)),
});

/** A channel as interactions and `GET /channels/:id` carry it. */
export function channelPayload(world: World, channel: Channel) {
  const { id, name, personId } = channel;
  const owner = personId === null ? undefined : world.people.get(personId);
  if (owner) return { id, type: 1, last_message_id: null, flags: 0, recipients: [userPayload(owner)] };
  const guild = guildOf(world, channel);
  if (!guild) return { id, type: 3, name, icon: null, last_message_id: null, flags: 0, recipients: [] };
  const common = {
    id,
    type: 0,
    name,
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    last_message_id: null,
  };
  const denied = deniedIn(channel);
  const ofTheBot = { id: world.bot.id, type: 1, allow: '0', deny: String(denied) };
  const permission_overwrites = denied === 0n ? [] : [ofTheBot];
  return { ...common, guild_id: guild.id, rate_limit_per_user: 0, flags: 0, permission_overwrites };
}

/** A message object. */
export function messagePayload(world: World, message: StoredMessage) {
  const { answers } = message;
  const author = world.people.get(message.authorId);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: messageType(message),
    author: author ? userPayload(author) : botPayload(world),
    content: message.content,
    embeds: message.embeds.map(embedPayload),
    components: message.components,
    attachments: message.attachments,
    flags: message.flags,
    timestamp: isoTime(message.sentAt),
    edited_timestamp: message.editedAt === null ? null : isoTime(message.editedAt),
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: message.pings.flatMap((id) => world.people.get(id) ?? []).map(userPayload),
    mention_roles: [],
    ...(author ? {} : { application_id: world.applicationId }),
    ...(answers ? { webhook_id: world.applicationId } : {}),
    ...(answers ? { interaction_metadata: interactionMetadata(world, answers.interaction) } : {}),
  };
}

const embedPayload = ({ fields, ...embed }: APIEmbed) => ({
  ...embed,
  type: 'rich',
  ...(fields ? { fields: fields.map((field) => ({ ...field, inline: field.inline ?? false })) } : {}),
});

const messageType = ({ answers }: StoredMessage) => {
  if (answers?.command) return 20;
  return answers && answers.interaction.type !== 5 ? 19 : 0;
};

const isoTime = (time: number) => new Date(time).toISOString().replace('Z', '000+00:00');

/** A role of the server as interactions and GUILD_CREATE carry it. */
export const rolePayload = (id: string, name: string) => ({
  id,
  name,
  permissions: '0',
  position: 1,
  color: 0,
  flags: 0,
  hoist: false,
  managed: false,
  mentionable: false,
});

/** All roles of the server. */
export const rolePayloads = ({ guild: { id }, roles }: World) => [
  { id, name: '@everyone', permissions: appPermissions, position: 0, color: 0, flags: 0 },
  ...[...roles].map(([name, role]) => rolePayload(role, name)),
];

/** The bot as a member of the server. */
export const botMemberPayload = (world: World) => ({
  user: botPayload(world),
  roles: [],
  nick: null,
  avatar: null,
  banner: null,
  premium_since: null,
  joined_at: '2024-01-01T00:00:00.000000+00:00',
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
});

/** The server as GUILD_CREATE and `GET /guilds/:id` carry it. */
export function guildPayload(world: World) {
  const channels = [...world.channels.values()].filter(({ kind }) => kind === 'text');
  return {
    id: world.guild.id,
    name: world.guild.name,
    icon: null,
    owner_id: world.bot.id,
    preferred_locale: world.guild.locale,
    features: [],
    emojis: [],
    stickers: [],
    roles: rolePayloads(world),
    channels: channels.map((channel) => channelPayload(world, channel)),
    members: [],
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    member_count: world.people.size + 1,
    large: false,
    unavailable: false,
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    system_channel_flags: 0,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    afk_timeout: 300,
  };
}
