import { type Lesson, lessons } from './lessons.ts';

const types: Readonly<Record<Lesson, readonly string[]>> = {
  prompt: ['initial_prompt'],
  user: ['prompter_reply'],
  assistant: ['assistant_reply'],
  rank: ['rank_assistant_replies', 'rank_prompter_replies', 'rank_initial_prompts'],
  label: ['label_assistant_reply', 'label_prompter_reply', 'label_initial_prompt'],
  summarize: ['summarize_story'],
  rate: ['rate_summary'],
};

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
