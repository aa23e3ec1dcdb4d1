import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
import { lessonName } from '../../locales/lesson-of.ts';
import type { Lesson } from '../../locales/lessons.ts';
import type { Words } from '../../locales/words.ts';
import { filterArgument, type TaskFilter } from '../task-filter.ts';

/** Before the first task of a kind: three worked examples, or the task at once. */
export function lessonOffer(lesson: Lesson, filter: TaskFilter, words: Words): View {
  const argument = filterArgument(filter);
  const buttons = [
    {
      label: words('button.show_me'),
      id: customId('lesson', `${lesson}.0`, argument),
      style: 'primary' as const,
    },
    { label: words('button.skip_tutorial'), id: customId('learned', lesson, argument) },
  ];
  return notice(words('tutorial.offer'), buttons, words(lessonName(lesson)));
}
