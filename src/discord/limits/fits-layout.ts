import { ComponentType } from 'discord-api-types/v10';
import { rowProblems } from './fits-row.ts';
import { countProblems, textProblems } from './fits-text.ts';
import { messageLimits as limits } from './limits.ts';
import { type AnyComponent, displayTextsOf } from './nested.ts';
import type { OutgoingMessage } from './outgoing.ts';

/** What is wrong with a message made of layout components (Components V2); `all` are its components, nested ones too. */
export function* layoutProblems(message: OutgoingMessage, all: readonly AnyComponent[]): Generator<string> {
  const texts = displayTextsOf(all);
  if (message.content) yield 'content: not allowed beside layout components';
  if (message.embeds?.length) yield 'embeds: not allowed beside layout components';
  if (message.poll) yield 'poll: not allowed beside layout components';
  yield* countProblems('components', all.length, { min: 1, max: limits.components });
  const units = texts.join('').length;
  if (units > limits.displayText) yield `components: ${units} units of text, at most ${limits.displayText}`;
  for (const text of texts) yield* textProblems('text display', text, { min: 1, max: limits.displayText });
  for (const one of all) {
    if (one.type === ComponentType.ActionRow) yield* rowProblems('row', one.components);
    if (one.type === ComponentType.Section) {
      yield* countProblems('section', one.components.length, { min: 1, max: 3 });
    }
  }
}
