import { type Lesson, lessons } from './lessons.ts';
import type { WordKey } from './words.ts';

const types: Readonly<Record<Lesson, readonly string[]>> = {
  prompt: ['initial_prompt'],
  user: ['prompter_reply'],
  assistant: ['assistant_reply'],
  rank: ['rank_assistant_replies', 'rank_prompter_replies', 'rank_initial_prompts'],
  label: ['label_assistant_reply', 'label_prompter_reply', 'label_initial_prompt'],
  summarize: ['summarize_story'],
  rate: ['rate_summary'],
};

const names: Readonly<Record<Lesson, WordKey>> = {
  prompt: 'type.initial_prompt',
  user: 'type.prompter_reply',
  assistant: 'type.assistant_reply',
  rank: 'tutorial.kind_rank',
  label: 'tutorial.kind_label',
  summarize: 'type.summarize_story',
  rate: 'type.rate_summary',
};

/** What a lesson is called: as its type of task, or, where it is one for several types, by a name for all of them. */
export function lessonName(lesson: Lesson): WordKey {
  return names[lesson];
}

/** The lesson that teaches a type of task; undefined for what is none, as `random`. */
export function lessonOf(type: string): Lesson | undefined {
  return lessons.find((lesson) => types[lesson].includes(type));
}

/** The lesson of this name. */
export function readLesson(name: string): Lesson | undefined {
  return lessons.find((lesson) => lesson === name);
}

/** A type of task to begin with after a lesson. */
export function typeAfter(lesson: Lesson): string {
  return types[lesson][0] ?? 'random';
}
