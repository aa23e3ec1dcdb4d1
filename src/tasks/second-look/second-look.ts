import type { TaskType } from '../../oasst/protocol.ts';
import { codePoints, stripBlanks } from '../../text.ts';
import { soundsLikeChatbot } from './chatbots.ts';
import { personalIn } from './personal.ts';
import type { AtOnce } from './warning.ts';

/** Fewer code points than these seldom do the job; half as many where a sign is a word or a syllable. */
const least: Partial<Record<TaskType, number>> = {
  initial_prompt: 8,
  prompter_reply: 3,
  assistant_reply: 6,
  summarize_story: 12,
};
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What should be looked at once more before a text goes out, each once. It may always go out all the same. */
export function secondLook(type: TaskType, text: string): AtOnce[] {
  const plain = stripBlanks(text);
  return [
    ...personalIn(plain),
    ...(soundsLikeChatbot(plain) ? (['chatbot'] as const) : []),
    ...(isShort(type, plain) ? (['short'] as const) : []),
  ];
}

function isShort(type: TaskType, text: string): boolean {
  const wanted = least[type] ?? 0;
  return codePoints(text) < (DENSE.test(text) ? wanted / 2 : wanted);
}
