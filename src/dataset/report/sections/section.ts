import type { ReportFigures } from '../figures.ts';

/** A part of the page: its heading, the pictures that belong to it with what they show, and its text, empty where there is nothing to say. */
export type Section = {
  heading: string;
  pictures?: Readonly<Record<string, string>>;
  text(figures: ReportFigures): string;
};

/** What messages are called in a report. */
export const kindNames = {
  initial_prompt: 'prompts',
  prompter_reply: 'replies of the prompter',
  assistant_reply: 'replies of the assistant',
} as const;

/** Paragraphs and tables, one after another; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n');
}
