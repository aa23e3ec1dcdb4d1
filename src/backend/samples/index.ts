import { deStories, deTrees } from './de.ts';
import { enGrowing } from './en-growing.ts';
import { enRanking } from './en-ranking.ts';
import { enReview } from './en-review.ts';
import { enStories } from './en-stories.ts';
import { enYoung } from './en-young.ts';
import { esStories, esTrees } from './es.ts';
import { moreTrees } from './more.ts';
import type { SampleStory, SampleTree } from './sample.ts';

/** The trees a newcomer finds, in every state and five languages. All of it was written for this project. */
export const sampleTrees: readonly SampleTree[] = [
  ...enReview,
  ...enGrowing,
  ...enYoung,
  ...enRanking,
  ...deTrees,
  ...esTrees,
  ...moreTrees,
];

/** The stories a newcomer finds. */
export const sampleStories: readonly SampleStory[] = [...enStories, ...deStories, ...esStories];
