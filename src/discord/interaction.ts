/** Who clicked or typed. */
export type Actor = {
  /** Discord id. */
  id: string;
  /** The name others see. */
  name: string;
  /** Their Discord language, such as `pt-BR`. */
  locale: string;
  /** The server they are on at that moment; undefined elsewhere. */
  guildId?: string | undefined;
  /** The ids of the roles they have on that server; none elsewhere, where nobody says. */
  roles?: readonly string[] | undefined;
};

/** What a submitted modal holds, by custom id. */
export type ModalFields = Readonly<Record<string, string | readonly string[] | boolean | null>>;

/** Where something was done: on a server, in the bot's direct messages, or in a private channel without the bot. */
export type InteractionPlace = 'guild' | 'bot_dm' | 'private_channel';

/** One thing a person did, whatever it was. */
export type InteractionBase = {
  /** The interaction's id: a snowflake no other interaction ever has. */
  id: string;
  actor: Actor;
  context: InteractionPlace;
  /** The server it was done on; undefined elsewhere. */
  guildId: string | undefined;
  /** The Discord language of that server; `en-US` where none is said. */
  guildLocale: string;
  channelId: string | undefined;
  /** What the actor may do in that channel, as Discord's permission bits; 0 outside of servers. */
  memberPermissions: bigint;
  /** How many bytes a file in a reply may have here. */
  attachmentSizeLimit: number;
  /** What was typed into the text fields of a modal, in their order. */
  written: readonly string[];
};

/** A file that somebody gave with a command, as Discord describes it. */
export type AttachedFile = { name: string; url: string; bytes: number };

/** A command that somebody used. */
export type CommandInteraction = InteractionBase & {
  /** The subcommand with its group before it, as in `person find`; empty when the command has none. */
  subcommand: string;
  /** The options that were given, by name: ids for people, roles and channels. */
  options: Readonly<Record<string, string | number | boolean>>;
  /** The files that were given, by the name of their option. */
  files: Readonly<Record<string, AttachedFile>>;
};

/** A button, select or modal that somebody used. */
export type ActionInteraction = InteractionBase & {
  /** What the control is about, or `-`: a task, a message, a page, as its action understands it. */
  subject: string;
  /** The argument in the control's custom id. */
  argument: string;
  /** The message that the control is on, or that opened the form. */
  messageId: string | undefined;
  /** What was chosen in a select. */
  values: readonly string[];
  fields: ModalFields;
};
