import type {
  APIApplicationCommandOptionChoice,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Answer, Turn } from './turn.ts';

/** What is being typed into an option with suggestions. */
export type Typing = { option: string; text: string; locale: string };

/** An application command: what Discord is told, and what happens. `Context` is what its handler may use. */
export type Command<Context> = {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  run(turn: Turn, context: Context): Promise<Answer>;
  /** At most 25 suggestions; must be quick. */
  suggest?(typing: Typing, context: Context): APIApplicationCommandOptionChoice<string>[];
};
