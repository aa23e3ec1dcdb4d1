import type {
  APIApplicationCommandOptionChoice,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Audiences } from './audience.ts';
import type { CommandInteraction } from './interaction.ts';
import type { Reply } from './reply.ts';

/** What is being typed into an option with suggestions. */
export type Typing = { option: string; text: string; locale: string };

/** An application command: what Discord is told, and what happens. `Context` is what its handler may use. */
export type Command<Context> = {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Who may use it, or each of its subcommands: looked at before it runs. */
  for: Audiences;
  /** Whether others see that the bot is at work, when that takes long; left out, only the actor does. */
  deferMode?: 'message' | 'public';
  run(interaction: CommandInteraction, context: Context): Promise<Reply>;
  /** At most 25 suggestions; must be quick. */
  suggest?(typing: Typing, context: Context): APIApplicationCommandOptionChoice<string>[];
};
