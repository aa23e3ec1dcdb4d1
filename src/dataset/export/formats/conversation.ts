import type { Turn } from '../../schemas/conversation.ts';
import type { ToWrite } from '../message-columns.ts';

/** The chosen messages of a tree by their ids. */
export function byIds(messages: readonly ToWrite[]): ReadonlyMap<string, ToWrite> {
  return new Map(messages.map((toWrite) => [toWrite.message.id, toWrite]));
}

/** The same by the names that they have in files, which ballots go by. */
export function byNames(messages: readonly ToWrite[]): ReadonlyMap<string, ToWrite> {
  return new Map(messages.map((toWrite) => [toWrite.message.name, toWrite]));
}

/** A message and all that it answers, the prompt first. */
export function pathTo(last: ToWrite, byId: ReadonlyMap<string, ToWrite>): ToWrite[] {
  const path = [last];
  for (let above = last.message.parentId; above !== undefined; ) {
    const toWrite = byId.get(above);
    if (toWrite) path.push(toWrite);
    above = toWrite?.message.parentId;
  }
  return path.reverse();
}

/** A message as trainers read it. */
export function turn({ message }: ToWrite): Turn {
  return { role: message.isAssistant ? 'assistant' : 'user', content: message.text };
}

/** The chosen replies to each message, the best first (`bySiblingOrder`). */
export function repliesTo(messages: readonly ToWrite[]): ReadonlyMap<string | undefined, ToWrite[]> {
  return Map.groupBy(messages, ({ message }) => message.parentId);
}
