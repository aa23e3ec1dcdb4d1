import { summaryPages } from '../../export/summaries/pages.ts';
import type { TreeSource } from '../../export/tree-pages.ts';
import { agreementOf, type Estimate, meanEstimate } from '../estimate.ts';
import { createJudged, tallyOf } from '../statistics/judged.ts';
import { sizeOf } from '../statistics/tally.ts';

/** Summaries and how they were rated. */
export type SummaryFigures = {
  stories: number;
  summaries: number;
  ratings: number;
  values: { value: number; count: number }[];
  mean: Estimate | null;
  agreement: { metric: 'interval'; alpha: Estimate | null };
};

/** Goes through the chosen summaries. Points of a rating are taken to be as far from each other as their numbers. */
export async function summaryFigures(source: TreeSource): Promise<SummaryFigures> {
  const judged = createJudged();
  let [stories, summaries] = [0, 0];
  for await (const page of summaryPages(source)) {
    stories += page.length;
    for (const { summaries: own } of page) {
      summaries += own.length;
      for (const { ratings } of own) judged.add(ratings.map(({ rating }) => rating));
    }
  }
  const patterns = judged.patterns();
  const tally = tallyOf(patterns);
  return {
    ...{ stories, summaries, ratings: sizeOf(tally) },
    values: [...tally].map(([value, count]) => ({ value, count })),
    mean: meanEstimate(patterns),
    agreement: { metric: 'interval', alpha: agreementOf(patterns, 'interval') },
  };
}
