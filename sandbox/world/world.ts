import type { APIApplicationCommand, APIAttachment, APIEmbed } from 'discord-api-types/v10';
import type { Clock } from '../clock.ts';
import type { Part } from '../rules/part.ts';
import type { ChannelView, ModalView, NoticeView } from '../view.ts';
import type { Signing } from './signing.ts';

/** Somebody who uses the sandbox. `seenForms` are the custom ids of forms they have been shown. */
export type PersonRecord = {
  id: string;
  name: string;
  locale: string;
  admin: boolean;
  /** They have added the bot to themselves. */
  installed: boolean;
  /** May manage the server, which an administrator may anyway. */
  manager: boolean;
  /** Ids of the roles they have on the server. */
  roles: string[];
  dmId: string;
  seenForms: Set<string>;
};

/** A channel; `personId` is whose direct messages they are. `denied` is what the bot may not do there. */
export type Channel = ChannelView & {
  personId: string | null;
  denied: Set<ChannelRight>;
  /** The server it is on, where that is not the sandbox's own. */
  server: { id: string; name: string } | null;
};

/** What a server may forbid the bot in a channel: to see it, to send into it, embeds, files, and older messages. */
export type ChannelRight = 'view' | 'send' | 'embed' | 'attach' | 'history';

export type StoredMessage = {
  id: string;
  channelId: string;
  authorId: string;
  content: string;
  embeds: APIEmbed[];
  components: Part[];
  attachments: APIAttachment[];
  flags: number;
  /** Whom it pinged when it came. */
  pings: string[];
  sentAt: number;
  editedAt: number | null;
  /** The only person who can see it (ephemeral), or null. */
  onlyFor: string | null;
  /** Its person's client has forgotten it, though it can still be edited. */
  forgotten: boolean;
  /** What it answers and, for the first answer to a command, the command's name. */
  answers: { interaction: Interaction; command: string | null } | null;
};

/** What the bot was told and how far it has answered. */
export type Interaction = {
  id: string;
  token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 form. */
  type: 2 | 3 | 4 | 5;
  personId: string;
  channelId: string;
  at: number;
  command: string | null;
  /** The message whose component was used, or that opened the form. */
  carrierId: string | null;
  /** For a form's submission: what opened the form. */
  opener: Interaction | null;
  /** The callback it was answered with, once it was. */
  response: number | null;
  /** What `@original` means to its token. */
  originalId: string | null;
  /** Messages its token has made. */
  made: Set<string>;
  /** Ends the person's wait for the first answer. */
  settle: (choices?: { name: string; value: string | number }[]) => void;
  /** Ends that wait with what Discord says when an answer does not come, or cannot be shown. */
  fail: () => void;
  /** Resolves when a first answer that comes in a web response was read: what comes over REST meanwhile waits for it. */
  reading: Promise<void>;
};

export type OpenForm = ModalView & { opener: Interaction };

/** Everything there is in one sandbox. */
export type World = {
  clock: Clock;
  newId: () => string;
  /** Base of download addresses, known once the server listens. */
  url: string;
  token: string;
  applicationId: string;
  bot: { id: string; name: string; online: boolean };
  guild: { id: string; name: string; locale: string };
  /** A server that the bot is not on, if there is one. */
  elsewhere: { id: string; name: string } | null;
  /** The ids of the server's roles besides @everyone, by name. */
  roles: Map<string, string>;
  people: Map<string, PersonRecord>;
  channels: Map<string, Channel>;
  messages: Map<string, StoredMessage>;
  interactions: Map<string, Interaction>;
  forms: Map<string, OpenForm>;
  notices: Map<string, NoticeView[]>;
  /** Messages that were created with a nonce that had to be the only one, by that nonce. */
  nonces: Map<string, { messageId: string; at: number }>;
  /** By scope: `global`, or a guild's id. */
  commands: Map<string, APIApplicationCommand[]>;
  /** Moments at which commands were created in a scope, for the daily limit. */
  created: Map<string, number[]>;
  files: Map<string, { bytes: Uint8Array; type: string }>;
  /** Files that people have picked for options of commands, by the id of the attachment. */
  uploads: Map<string, { personId: string; attachment: APIAttachment }>;
  /** What interactions are signed with that go to the endpoint. */
  signing: Signing;
  /** The interactions endpoint URL: where interactions go instead of the gateway. */
  endpoint: string | null;
  /** When sessions at the gateway may begin; see `WorldOptions`. */
  identify: { concurrency: number; everyMs: number } | null;
  /** Tells the bot what a person did, on whichever way. Resolves when what it answers at once was read. */
  bring: (interaction: Interaction, payload: unknown) => Promise<void>;
  /** Sends an event to the bot's gateway sessions that asked for it (`intent` 0: to all). */
  emit: (event: string, data: unknown, intent?: number) => void;
  /** Tells whoever watches that people see something else now. */
  changed: (people: 'all' | string[]) => void;
};

export const threeSeconds = 3_000;
export const fifteenMinutes = 15 * 60_000;
