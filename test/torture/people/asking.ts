import type { MessageView } from '../../../sandbox/view.ts';
import type { Contributor } from './contributor.ts';
import type { TaskMemory } from './memory.ts';
import { saysNothingToDo, shownOn, sightOf } from './sights.ts';

const PATIENCE_MS = 25_000;

/**
 * Types `/task` and holds what comes against what they know: a task of theirs that is still open has to be there, with
 * what was last shown of it. Gives the message, or undefined when no answer came.
 */
export async function askForTask(
  who: Contributor,
  options: { type?: string } = {},
): Promise<MessageView | undefined> {
  const held = [...who.memories.values()].filter(isHeld).map((memory) => ({ memory, shown: memory.shown }));
  const before = new Set(who.person.messages().map(({ id }) => id));
  if (
    !(await who.act(`type /task ${options.type ?? ''}`, undefined, () => who.person.command('task', options)))
  ) {
    return undefined;
  }
  const message = who.person
    .messages()
    .find(({ id, command }) => command?.name === 'task' && !before.has(id));
  if (!message) return undefined;
  const filled = await settled(who, message);
  if (filled) judge(who, filled, held);
  return filled;
}

type Held = { memory: TaskMemory; shown: number };

/** A task with something entered that was shown back, and that nothing can have ended. */
function isHeld(memory: TaskMemory): boolean {
  const ended = memory.mayBeHandedBack || memory.mayBeSent || memory.news.has('over');
  return memory.isKept && !ended;
}

function judge(who: Contributor, message: MessageView, held: Held[]) {
  const sight = sightOf(message);
  const found = held.find(({ memory }) => memory.task.id === sight?.task);
  if (found && sight?.what === 'active') {
    const shown = shownOn(message, found.memory);
    if (shown && found.memory.place(shown) < found.shown) {
      who.vanish(sight.task, 'the task is shown with less than what was shown as kept');
    }
  }
  if (found || held.length === 0) return;
  // an answer that came back goes first; a failure says nothing about what is there
  const isOther = sight?.what === 'active' ? !sight.mendable : saysNothingToDo(message);
  if (isOther)
    for (const { memory } of held) who.vanish(memory.task.id, 'another task is shown in its place');
}

/** The message once it does not say "thinking" any more; undefined when that takes too long. */
export async function settled(who: Contributor, message: MessageView): Promise<MessageView | undefined> {
  const isDone = () => who.person.again(message)?.thinking !== true;
  await until(who, isDone, PATIENCE_MS);
  const now = who.person.again(message);
  return now?.thinking ? undefined : now;
}

/** Resolves once something is true on somebody's screen, they are in a hurry, or after a while in ms; tells which. */
export async function until(who: Contributor, isTrue: () => boolean, ms: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => {
    if (isTrue() || who.hurry?.aborted) resolve();
  };
  const timer = setTimeout(resolve, ms);
  who.hurry?.addEventListener('abort', look);
  const stop = who.stage.sandbox.onChange((people) => {
    if (people === 'all' || people.includes(who.person.id)) look();
  });
  look();
  await promise;
  clearTimeout(timer);
  who.hurry?.removeEventListener('abort', look);
  stop();
  return isTrue();
}
