import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { type Button, rows, type View } from '../../discord/view.ts';
import { lessonName } from '../../locales/lesson-of.ts';
import { type Example, type Lesson, lessonIn } from '../../locales/lessons.ts';
import type { Words } from '../../locales/words.ts';

/** Where somebody is in a lesson: an example by its place, and what they have chosen there. */
export type Step = { lesson: Lesson; index: number; chosen: number | undefined };

/** Names of the options, alike in all languages. */
const letters = ['A', 'B', 'C'] as const;

/**
 * A worked example: first the question with its options, and after one's own try which one it is and why. `argument` is
 * what comes after the lesson.
 */
export function exampleView(step: Step, argument: string, words: Words): View {
  const { lesson, index, chosen } = step;
  const { examples } = lessonIn(lesson, words);
  const example = examples[index];
  if (!example) throw new RangeError(`The lesson ${lesson} has no example ${index}`);
  const isLast = index === examples.length - 1;
  const kind = words(lessonName(lesson));
  const embed = {
    title: words('tutorial.place', { kind, number: index + 1, count: examples.length }),
    description: [`**${example.ask}**`, ...quoted(example.text)].join('\n'),
    color: colours.neutral,
    fields: [...optionsOf(example, chosen, words), ...explained(example, chosen, words)],
  };
  const on =
    chosen === undefined ? choices(step, example, argument) : [onward(step, isLast, argument, words)];
  const leave = { label: words('button.skip_tutorial'), id: customId('learned', lesson, argument) };
  return { embeds: [embed], components: rows(isLast && chosen !== undefined ? on : [...on, leave]) };
}

function quoted(text: string | undefined): string[] {
  return text === undefined ? [] : text.split('\n').map((line) => `> ${line}`);
}

function optionsOf({ options }: Example, chosen: number | undefined, words: Words) {
  return options.map((option, place) => {
    const letter = letters[place] ?? '';
    return { name: place === chosen ? words('tutorial.yours', { letter }) : letter, value: option };
  });
}

function explained({ right, why }: Example, chosen: number | undefined, words: Words) {
  if (chosen === undefined) return [];
  const letter = letters[right] ?? '';
  return [{ name: words(chosen === right ? 'tutorial.right' : 'tutorial.other', { letter }), value: why }];
}

function choices({ lesson, index }: Step, { options }: Example, argument: string): Button[] {
  return options.map((_, place) => ({
    label: letters[place] ?? '',
    id: customId('lesson', `${lesson}.${index}.${place}`, argument),
  }));
}

function onward({ lesson, index }: Step, isLast: boolean, argument: string, words: Words): Button {
  return isLast
    ? { label: words('button.start'), id: customId('learned', lesson, argument), style: 'primary' }
    : {
        label: words('button.continue'),
        id: customId('lesson', `${lesson}.${index + 1}`, argument),
        style: 'primary',
      };
}
