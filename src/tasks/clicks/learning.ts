import type { Action } from '../../discord/action.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { readLesson } from '../../locales/lesson-of.ts';
import { markLesson } from '../../store/lessons.ts';
import { begin } from '../next.ts';
import type { Parts } from '../parts.ts';
import { readFilter, readType } from '../task-filter.ts';

/** The button that ends a lesson or leaves it out, and goes on to a task. */
export const learning: readonly Action<Parts>[] = [
  {
    name: 'learned',
    for: 'everybody',
    deferMode: 'update',
    isSubject: (subject) => readLesson(subject) !== undefined,
    run: learned,
  },
];

async function learned({ actor, subject, argument }: ActionInteraction, parts: Parts): Promise<Reply> {
  await markLesson(parts.db, actor.id, subject);
  const filter = readFilter(argument);
  return await begin(parts, actor, filter?.type ?? readType(argument), filter?.lang, 'update');
}
