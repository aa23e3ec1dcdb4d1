import { colours } from '../discord/colours.ts';
import type { Words } from '../locales/words.ts';
import type { ConversationMessage } from '../oasst/protocol.ts';
import type { CardText } from './kind.ts';

/** A conversation as texts, each under its speaker. */
export function conversationTexts(messages: readonly ConversationMessage[], words: Words): CardText[] {
  return messages.map(({ text, is_assistant }) => {
    const role = is_assistant ? 'assistant' : 'prompter';
    return { name: words(`speaker.${role}`), colour: colours[role], text };
  });
}

/** A conversation whose last message is the one to judge, and says so. */
export function judgedTexts(messages: readonly ConversationMessage[], words: Words): CardText[] {
  const texts = conversationTexts(messages, words);
  const last = texts.pop();
  if (!last) return [];
  return [...texts, { ...last, name: words('speaker.judged', { speaker: last.name }) }];
}
