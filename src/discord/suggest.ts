import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOptionChoice,
  InteractionResponseType,
} from 'discord-api-types/v10';
import type { Command, Typing } from './command.ts';
import { withinSubcommands } from './interaction-of.ts';
import type { ResponseChannel } from './response-channel.ts';

/** Suggestions are worth one attempt: the next letter brings new ones. Real time, as networks know no other. */
const ATTEMPT_MS = 2_500;

/** Answers what is being typed into an option with what its command suggests, or with nothing. @throws what discord.js throws */
export async function suggest<Context>(
  raw: APIApplicationCommandAutocompleteInteraction,
  channel: ResponseChannel,
  command: Command<Context> | undefined,
  context: Context,
): Promise<void> {
  const choices = choicesFor(raw, command, context);
  const body = {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices },
  } as const;
  await channel.respond(body, AbortSignal.timeout(ATTEMPT_MS));
}

/** What is suggested; at most 25, as Discord takes no more. */
function choicesFor<Context>(
  raw: APIApplicationCommandAutocompleteInteraction,
  command: Command<Context> | undefined,
  context: Context,
): APIApplicationCommandOptionChoice<string>[] {
  const { options } = withinSubcommands(raw.data.options as APIApplicationCommandInteractionDataOption[]);
  const focused = options.find((option) => 'focused' in option && option.focused);
  if (!focused || !('value' in focused)) return [];
  const typing: Typing = { option: focused.name, text: String(focused.value), locale: raw.locale };
  return command?.suggest?.(typing, context) ?? [];
}
