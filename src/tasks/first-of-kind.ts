import type { Actor } from '../discord/interaction.ts';
import { lessonOf } from '../locales/lesson-of.ts';
import type { Lesson } from '../locales/lessons.ts';
import type { TaskRequestType } from '../oasst/protocol.ts';
import type { Task } from '../oasst/tasks.ts';
import { hadLesson } from '../store/lessons.ts';
import type { Parts } from './parts.ts';
import type { Standing } from './session/in-hand.ts';
import type { TaskFilter } from './task-filter.ts';

/** What is done in a moment, and so what somebody begins with who has not had the lessons for all of it. */
const short = [
  'rate_summary',
  'rank_initial_prompts',
  'rank_prompter_replies',
  'rank_assistant_replies',
] as const satisfies readonly TaskRequestType[];

/** What to ask the backend for, and the lesson to offer before that. */
export type First = { type: TaskRequestType; lesson: Lesson | undefined };

/**
 * What comes first for somebody who wants a task: who has never given an answer and wants any gets one of a short kind
 * where there is one, and a lesson is offered before the first task of its kind, as long as there is such a task. A
 * lesson comes before anything is asked for, so that no task waits for it, unless the kind is known only by the task.
 */
export async function firstOf(
  { openWork }: Pick<Parts, 'openWork'>,
  actor: Actor,
  { type, lang, campaign }: TaskFilter,
  person: Standing,
): Promise<First> {
  const chooses = type === 'random' && person?.isNew === true && short.some((one) => !knows(person, one));
  const wanted = lessonOf(type);
  if (!chooses && (!wanted || hadIt(person, wanted))) return { type, lesson: undefined };
  const ask = person?.isNew ? openWork.ofNewcomer : openWork.of;
  const open = await ask(actor, lang, campaign?.id);
  const asked = chooses ? (short.find((one) => open?.has(one)) ?? type) : type;
  const lesson = lessonOf(asked);
  const isOpen = asked !== 'random' && (open === undefined || open.has(asked));
  return { type: asked, lesson: lesson && isOpen && !hadIt(person, lesson) ? lesson : undefined };
}

/** The lesson to offer before a task of a kind that its person did not choose and that is new to them. */
export function lessonFor(
  { type, person }: { type: TaskRequestType; person: Standing },
  task: Task,
): Lesson | undefined {
  const lesson = type === 'random' ? lessonOf(task.type) : undefined;
  return lesson === undefined || hadIt(person, lesson) ? undefined : lesson;
}

function knows(person: Standing, type: TaskRequestType): boolean {
  const lesson = lessonOf(type);
  return lesson === undefined || hadIt(person, lesson);
}

/** Whether a lesson need not be offered to somebody; nobody who is unknown is taught. */
function hadIt(person: Standing, lesson: Lesson): boolean {
  return person === undefined || hadLesson(person.lessons, lesson);
}
