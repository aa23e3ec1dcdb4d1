import type {
  APIApplicationCommand,
  APIAttachment,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';

// What one person sees, as plain JSON: the sandbox's page draws it, the driver hands it to tests.

/** Somebody in the sandbox. */
export type PersonView = {
  id: string;
  name: string;
  locale: string;
  bot: boolean;
  /** What they are on the server besides a member, in English. */
  duty?: string;
};

/** One message as its viewer sees it. */
export type MessageView = {
  id: string;
  channelId: string;
  author: PersonView;
  /** ISO 8601. */
  sentAt: string;
  editedAt: string | null;
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  attachments: APIAttachment[];
  /** Bit field as Discord defines it: 64 ephemeral, 128 loading ("thinking"), 32768 Components V2. */
  flags: number;
  ephemeral: boolean;
  /** The answer to a deferral has not come yet: Discord shows "… is thinking". */
  thinking: boolean;
  /** Ids of the people this message pinged. */
  pings?: string[];
  /** The command this message answers, for the line above it: `ada used /task`. */
  command: { name: string; person: PersonView } | null;
};

/** A line only this person sees, as Discord's client words it: "This interaction failed", and the like. */
export type NoticeView = { id: string; channelId: string; text: string; messageId: string | null };

/** A form that is open in front of the person. */
export type ModalView = {
  /** The id of the interaction that opened it. */
  id: string;
  channelId: string;
  data: APIModalInteractionResponseCallbackData;
};

/**
 * A channel: of the server, the direct messages with the bot, a channel of another server, or a private channel among
 * people; in the last two the bot is not.
 */
export type ChannelView = { id: string; name: string; kind: 'text' | 'dm' | 'elsewhere' | 'group' };

/** Everything in front of one person. */
export type Snapshot = {
  me: PersonView & {
    /** They have added the bot to themselves. */
    installed: boolean;
  };
  people: PersonView[];
  guild: { id: string; name: string };
  /** A server that the bot is not on, if there is one. */
  elsewhere: { id: string; name: string } | null;
  bot: PersonView & { online: boolean };
  channels: ChannelView[];
  roles: { id: string; name: string }[];
  /** By channel id, oldest first: the messages this person may see and has not dismissed. */
  messages: Record<string, MessageView[]>;
  notices: NoticeView[];
  modal: ModalView | null;
  /** The commands this person can use, with localisations as the bot registered them. */
  commands: APIApplicationCommand[];
};

/** What a person fills into a form, by custom id: text, one choice, many choices, or a tick. */
export type FormValues = Record<string, string | string[] | boolean | null>;

/** Something a person does. Sent by the page as JSON, and by the driver as a call. */
export type PersonAction =
  | { do: 'command'; channelId: string; name: string; options?: Record<string, string | number | boolean> }
  | {
      do: 'autocomplete';
      channelId: string;
      name: string;
      option: string;
      value: string;
      options?: Record<string, string | number | boolean>;
    }
  | { do: 'click'; messageId: string; customId: string }
  | { do: 'select'; messageId: string; customId: string; values: string[] }
  | { do: 'submit'; modalId: string; values: FormValues }
  | { do: 'cancel'; modalId: string }
  | { do: 'dismiss'; messageId: string }
  /** Takes a message away from everybody: one of their own, or any if they run the server. */
  | { do: 'delete'; messageId: string }
  | { do: 'say'; channelId: string; text: string }
  /** Adds the bot to themselves, or takes it away again. */
  | { do: 'install'; installed: boolean }
  /** Changes their Discord language. */
  | { do: 'speak'; locale: string }
  /** Starts the client anew: ephemeral messages and an open form are gone, as in Discord's. */
  | { do: 'reload' };

/** What came of an action: done (with the choices of an autocompletion), or not possible for the person, and why. */
export type ActResult =
  | { ok: true; choices?: { name: string; value: string | number }[] }
  | { ok: false; error: string };

/** What came of picking a file: the id by which an option of a command names it, or why it cannot be sent. */
export type UploadResult = { ok: true; id: string } | { ok: false; error: string };
