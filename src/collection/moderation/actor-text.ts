import { inline } from '../../discord/text/inline.ts';
import type { WordKey, Words } from '../../locales/words.ts';
import { mention } from './case-view.ts';

const DISCORD = 'discord:';
const FORGOTTEN = 'system:forgotten';

const named = {
  automatic: 'trail.actor_automatic',
  'command-line': 'trail.actor_command_line',
} as const satisfies Record<string, WordKey>;
const isNamed = (actor: string): actor is keyof typeof named => Object.hasOwn(named, actor);

/**
 * Who did something, as acts name them: a person on Discord, a dash for one who was forgotten, in words the rules and the
 * command line, or else the name.
 */
export function actorText(actor: string, words: Words): string {
  if (actor === FORGOTTEN) return mention('');
  if (isNamed(actor)) return words(named[actor]);
  return actor.startsWith(DISCORD) ? mention(actor.slice(DISCORD.length)) : inline(actor, { units: 60 });
}
