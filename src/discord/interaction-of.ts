import {
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ComponentType,
  InteractionContextType,
  InteractionType,
  type ModalSubmitComponent,
} from 'discord-api-types/v10';
import { NO_SUBJECT, readCustomId } from './custom-id.ts';
import type {
  ActionInteraction,
  Actor,
  AttachedFile,
  CommandInteraction,
  InteractionBase,
  InteractionPlace,
  ModalFields,
} from './interaction.ts';

/** Discord's smallest limit, for payloads that do not say theirs. */
const SMALLEST_FILE_LIMIT = 10 * 1024 * 1024;

/** What belongs to a person and is to be answered. */
type Answerable = Exclude<APIInteraction, { type: InteractionType.Ping }>;
export type ActionPayload = APIMessageComponentInteraction | APIModalSubmitInteraction;

const places: Readonly<Record<InteractionContextType, InteractionPlace>> = {
  [InteractionContextType.Guild]: 'guild',
  [InteractionContextType.BotDM]: 'bot_dm',
  [InteractionContextType.PrivateChannel]: 'private_channel',
};

/**
 * Who did it, by the name others see; no longer than a backend takes.
 * @throws TypeError for an interaction of nobody, which Discord never sends
 */
function actorOf({ id, user, member, locale, guild_id: guildId }: Answerable): Actor {
  const person = member?.user ?? user;
  if (!person) throw new TypeError(`Nobody is named in interaction ${id}`);
  const name = person.global_name ?? person.username;
  const roles = member?.roles ?? [];
  return { id: person.id, name: [...name].slice(0, 256).join(''), locale, guildId, roles };
}

/** A command as its handler gets it. */
export function commandOf(raw: APIChatInputApplicationCommandInteraction): CommandInteraction {
  const { names, options } = withinSubcommands(raw.data.options ?? []);
  const given = options.flatMap((option) =>
    'value' in option ? [[option.name, option.value] as const] : [],
  );
  return {
    ...baseOf(raw),
    subcommand: names.join(' '),
    options: Object.fromEntries(given),
    files: Object.fromEntries(given.flatMap(([name, id]) => fileIn(raw, name, id))),
  };
}

function fileIn(
  { data }: APIChatInputApplicationCommandInteraction,
  option: string,
  id: string | number | boolean,
): [option: string, file: AttachedFile][] {
  const files = data.resolved?.attachments ?? {};
  const file = Object.hasOwn(files, String(id)) ? files[String(id)] : undefined;
  return file ? [[option, { name: file.filename, url: file.url, bytes: file.size }]] : [];
}

/** A click or a submitted modal as its handler gets it; `named` is its custom id as it was read. */
export function actionOf(raw: ActionPayload, named = readCustomId(raw.data.custom_id)): ActionInteraction {
  const fields = raw.type === InteractionType.ModalSubmit ? fieldsOf(raw) : [];
  return {
    ...baseOf(raw),
    subject: named?.subject ?? NO_SUBJECT,
    argument: named?.argument ?? '',
    messageId: raw.message?.id,
    values: 'values' in raw.data ? raw.data.values : [],
    fields: Object.fromEntries(fields.map((field) => [field.custom_id, enteredIn(field)])),
    written: fields.flatMap((field) => (field.type === ComponentType.TextInput ? [field.value] : [])),
  };
}

/** The message that was clicked, or that opened the form, by the interaction that it came from; else this interaction. */
export function messageOf({ id, message }: ActionPayload): string {
  return message?.interaction_metadata?.id ?? message?.id ?? id;
}

/** The options below a command's subcommand and its group, whose names come with them. */
export function withinSubcommands(options: readonly APIApplicationCommandInteractionDataOption[]): {
  names: string[];
  options: readonly APIApplicationCommandInteractionDataOption[];
} {
  const [only] = options;
  if (only === undefined || 'value' in only) return { names: [], options };
  const inner = withinSubcommands(only.options ?? []);
  return { names: [only.name, ...inner.names], options: inner.options };
}

/** Who did something, and where. */
export function baseOf(raw: Answerable): InteractionBase {
  const {
    id,
    guild_id: guildId,
    guild_locale: guildLocale = 'en-US',
    channel,
    channel_id,
    member,
    context,
    attachment_size_limit,
  } = raw;
  return {
    id,
    actor: actorOf(raw),
    context: context === undefined ? (guildId ? 'guild' : 'bot_dm') : places[context],
    guildId,
    guildLocale,
    channelId: channel?.id ?? channel_id,
    memberPermissions: BigInt(member?.permissions ?? 0),
    attachmentSizeLimit: attachment_size_limit ?? SMALLEST_FILE_LIMIT,
    written: [],
  };
}

function fieldsOf({ data }: APIModalSubmitInteraction): ModalSubmitComponent[] {
  return data.components.flatMap((part): ModalSubmitComponent[] => {
    if (part.type === ComponentType.Label) return [part.component];
    return part.type === ComponentType.ActionRow ? part.components : [];
  });
}

function enteredIn(field: ModalSubmitComponent): ModalFields[string] {
  if ('values' in field) return field.values;
  return field.value ?? null;
}
