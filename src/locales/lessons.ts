import de from './lessons/de.json' with { type: 'json' };
import en from './lessons/en.json' with { type: 'json' };
import es from './lessons/es.json' with { type: 'json' };
import fr from './lessons/fr.json' with { type: 'json' };
import ja from './lessons/ja.json' with { type: 'json' };
import pt from './lessons/pt.json' with { type: 'json' };
import ru from './lessons/ru.json' with { type: 'json' };
import zhCN from './lessons/zh-CN.json' with { type: 'json' };
import type { Words } from './words.ts';

/** What there is to learn, each by three worked examples: one lesson for all types of task that are done alike. */
export const lessons = ['prompt', 'user', 'assistant', 'rank', 'label', 'summarize', 'rate'] as const;
export type Lesson = (typeof lessons)[number];

/** One worked example: a question, what it is about, what to choose from, and why the right one is right. */
export type Example = {
  ask: string;
  text?: string | undefined;
  options: readonly string[];
  /** The place of the right option. */
  right: number;
  why: string;
};

type Texts = { examples: readonly Omit<Example, 'right'>[] };

const texts: Readonly<Record<string, Readonly<Record<Lesson, Texts>>>> = {
  ...{ en, de, es, fr, ja, pt, ru },
  'zh-CN': zhCN,
};

// The right option of each example, which is the same in all languages.
const rights: Readonly<Record<Lesson, readonly number[]>> = {
  prompt: [1, 0, 1],
  user: [0, 1, 1],
  assistant: [0, 1, 0],
  rank: [1, 2, 1],
  label: [0, 1, 1],
  summarize: [0, 1, 0],
  rate: [1, 0, 0],
};

/** The examples of a lesson in somebody's language. */
export function lessonIn(lesson: Lesson, { locale }: Pick<Words, 'locale'>): { examples: Example[] } {
  const { examples } = (texts[locale] ?? en)[lesson];
  return { examples: examples.map((example, index) => ({ ...example, right: rights[lesson][index] ?? 0 })) };
}
