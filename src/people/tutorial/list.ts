import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
import { lessonName, typeAfter } from '../../locales/lesson-of.ts';
import { lessons } from '../../locales/lessons.ts';
import type { Words } from '../../locales/words.ts';

/** All lessons, to choose from. */
export function lessonList(words: Words): View {
  const buttons = lessons.map((lesson) => ({
    label: words(lessonName(lesson)),
    id: customId('lesson', `${lesson}.0`, typeAfter(lesson)),
  }));
  return notice(words('tutorial.list'), buttons, words('tutorial.title'));
}
