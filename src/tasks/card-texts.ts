import type { Words } from '../locales/words.ts';
import type { ConversationMessage } from '../oasst/protocol.ts';
import type { CardText } from './kind.ts';

/** Colours beside the texts, 0xRRGGBB; never the only thing that tells them apart. */
export const colours = {
  prompter: 0x5865f2,
  assistant: 0x3ba55d,
  candidate: 0xfaa61a,
  own: 0xeb459e,
  neutral: 0x99aab5,
  problem: 0xed4245,
} as const;

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
