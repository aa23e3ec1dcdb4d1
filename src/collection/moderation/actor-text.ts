import { inline } from '../../discord/text/inline.ts';
import { mention } from './case-view.ts';

const DISCORD = 'discord:';
const FORGOTTEN = 'system:forgotten';

/** Who did something, as acts name them: a person on Discord, a dash for one who was forgotten, or else the name. */
export function actorText(actor: string): string {
  if (actor === FORGOTTEN) return mention('');
  return actor.startsWith(DISCORD) ? mention(actor.slice(DISCORD.length)) : inline(actor, { units: 60 });
}
