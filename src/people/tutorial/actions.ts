import type { Kysely } from 'kysely';
import type { Action } from '../../discord/action.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { readLesson } from '../../locales/lesson-of.ts';
import { type Lesson, lessonIn } from '../../locales/lessons.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Translator } from '../../locales/words.ts';
import { markLesson } from '../../store/lessons.ts';
import type { Schema } from '../../store/schema.ts';
import { exampleView, type Step } from './example.ts';

/** What lessons work with. */
export type TutorialParts = { db: Kysely<Schema>; translator: Translator };

/** The buttons inside a lesson: the next example, and one's own try. Nobody's try is kept. */
export const tutorialActions: readonly Action<TutorialParts>[] = [
  {
    name: 'lesson',
    for: 'everybody',
    deferMode: 'update',
    isSubject: (subject) => namedIn(subject) !== undefined,
    run: step,
  },
];

async function step(
  { actor, subject, argument }: ActionInteraction,
  { db, translator }: TutorialParts,
): Promise<Reply> {
  const words = translator.words(actor.locale);
  const named = namedIn(subject);
  const { examples } = lessonIn(named?.lesson ?? 'prompt', words);
  const options = examples[named?.index ?? 0]?.options.length ?? 0;
  if (!named || (named.chosen ?? 0) >= options) throw new UserError('problem.outdated');
  const isOver = named.index === examples.length - 1 && named.chosen !== undefined;
  if (isOver) await markLesson(db, actor.id, named.lesson);
  return { as: 'update', view: exampleView(named, argument, words) };
}

/** The step in a subject: `rank.0` asks, `rank.0.2` is the third option of the first example. */
function namedIn(subject: string): Step | undefined {
  const [, name = '', index, chosen] = /^([a-z]+)\.(\d)(?:\.(\d))?$/.exec(subject) ?? [];
  const lesson: Lesson | undefined = readLesson(name);
  if (lesson === undefined) return undefined;
  return { lesson, index: Number(index), chosen: chosen === undefined ? undefined : Number(chosen) };
}
