import type { ToWrite } from '../message-columns.ts';
import type { Shape } from '../shape.ts';
import { byIds, pathTo, repliesTo } from './conversation.ts';

/**
 * The conversations of a tree from the prompt to a reply of the assistant after which the assistant says no more: the
 * one along the best reply at each step, or all. Of the assistant's replies to one message only the `topK` best are
 * taken; best is the first of `bySiblingOrder`.
 */
export function* paths(
  messages: readonly ToWrite[],
  { paths: mode, topK }: Pick<Shape, 'paths' | 'topK'>,
): Generator<ToWrite[]> {
  const below = repliesTo(messages);
  const byId = byIds(messages);
  const taken: ToWrite[] = [];
  const open = messages.slice(0, 1);
  for (let one = open.pop(); one; one = open.pop()) {
    taken.push(one);
    open.push(...next(one).toReversed());
  }
  const goOn = new Set<string | undefined>(); // those after which the assistant says more
  for (const { message } of taken.toReversed())
    if (message.isAssistant || goOn.has(message.id)) goOn.add(message.parentId);
  const ends = taken.filter(({ message }) => message.isAssistant && !goOn.has(message.id));
  for (const end of ends) yield pathTo(end, byId);

  function next({ message }: ToWrite): readonly ToWrite[] {
    const replies = below.get(message.id) ?? [];
    const most = mode === 'best' ? 1 : message.isAssistant ? undefined : topK;
    return replies.slice(0, most);
  }
}
