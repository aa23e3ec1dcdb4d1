import type { TreeState } from '../trees/tables.ts';

/** A message of a sample tree. Accepted by its reviewers unless it says otherwise; siblings stand best first. */
export type SampleMessage = {
  text: string;
  review?: 'waiting' | 'refused';
  replies?: readonly SampleMessage[];
};

/** A sample tree. Prompt and every second level are the person's who asks; the levels between are the assistant's. */
export type SampleTree = {
  /** Unique within its language; ids are made from it, so they are the same in every installation. */
  name: string;
  lang: string;
  state: TreeState;
  /** Deepest level allowed, where it is more than the usual. */
  maxDepth?: number;
  prompt: SampleMessage;
};

/** A text to summarise, with summaries that can be rated. */
export type SampleStory = { name: string; lang: string; text: string; summaries: readonly string[] };
