import type { Command } from '../src/discord/command.ts';
import type { Translator } from '../src/locales/words.ts';
import type { Parts } from '../src/tasks/parts.ts';
import { available } from './available.ts';
import { drafts } from './drafts.ts';
import { help } from './help.ts';
import { status } from './status.ts';
import { task } from './task.ts';
import { team } from './team.ts';

/** Every application command. A new one is a file beside this one and a name in this list. */
export function commands(translator: Translator): Command<Parts>[] {
  return [task, available, drafts, help, status, team].map((command) => command(translator));
}
