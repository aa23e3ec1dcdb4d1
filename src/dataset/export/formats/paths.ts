import type { ToWrite } from '../message-columns.ts';
import type { Shape } from '../shape.ts';
import { repliesTo } from './conversation.ts';

/**
 * The conversations of a tree from the prompt to a reply of the assistant after which the assistant says no more: the
 * one along the best reply at each step, or all. Of the assistant's replies to one message only the `topK` best are
 * taken; best is the first of `bySiblingOrder`.
 */
export function paths(
  messages: readonly ToWrite[],
  { paths: mode, topK }: Pick<Shape, 'paths' | 'topK'>,
): ToWrite[][] {
  const below = repliesTo(messages);
  const [prompt] = messages;
  return prompt ? from(prompt, []) : [];

  function from(message: ToWrite, before: readonly ToWrite[]): ToWrite[][] {
    const path = [...before, message];
    const further = next(message).flatMap((reply) => from(reply, path));
    if (further.length > 0) return further;
    return message.message.isAssistant ? [path] : [];
  }

  function next({ message }: ToWrite): readonly ToWrite[] {
    const replies = below.get(message.id) ?? [];
    const most = mode === 'best' ? 1 : message.isAssistant ? undefined : topK;
    return replies.slice(0, most);
  }
}
