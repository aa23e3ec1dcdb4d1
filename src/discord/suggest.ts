import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOptionChoice,
  InteractionResponseType,
} from 'discord-api-types/v10';
import { type Authorize, audienceOf } from './audience.ts';
import type { Command, Typing } from './command.ts';
import { baseOf, withinSubcommands } from './interaction-of.ts';
import type { ResponseChannel } from './response-channel.ts';

/** Suggestions are worth one attempt: the next letter brings new ones. Real time, as networks know no other. */
const ATTEMPT_MS = 2_500;

type SuggestParts<Context> = { context: Context; authorize: Authorize };

/**
 * Answers what is being typed into an option with what its command suggests, or with nothing: that is all for somebody who may
 * not use the command. @throws what discord.js throws
 */
export async function suggest<Context>(
  raw: APIApplicationCommandAutocompleteInteraction,
  channel: ResponseChannel,
  command: Command<Context> | undefined,
  parts: SuggestParts<Context>,
): Promise<void> {
  const choices = await choicesFor(raw, command, parts);
  const body = {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices },
  } as const;
  await channel.respond(body, AbortSignal.timeout(ATTEMPT_MS));
}

/** What is suggested; at most 25, as Discord takes no more. */
async function choicesFor<Context>(
  raw: APIApplicationCommandAutocompleteInteraction,
  command: Command<Context> | undefined,
  { context, authorize }: SuggestParts<Context>,
): Promise<APIApplicationCommandOptionChoice<string>[]> {
  const { names, options } = withinSubcommands(
    raw.data.options as APIApplicationCommandInteractionDataOption[],
  );
  const focused = options.find((option) => 'focused' in option && option.focused);
  if (!focused || !('value' in focused)) return [];
  const typing: Typing = { option: focused.name, text: String(focused.value), locale: raw.locale };
  if (!command?.suggest) return [];
  const mayUse = await authorize(audienceOf(command.for, names.join(' ')), baseOf(raw)).then(
    () => true,
    () => false,
  );
  return mayUse ? command.suggest(typing, context) : [];
}
