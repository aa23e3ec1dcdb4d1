import { textKey } from '../../../backend/trees/text-key.ts';
import { addTo } from '../../counting.ts';
import { everyTwo } from '../../every-two.ts';
import { SummaryPairLine } from '../../schemas/summary-pair.ts';
import type { StoredStory, StoredSummary } from '../summaries/pages.ts';
import { meanRating } from '../summaries/ratings.ts';
import type { Context, Format } from './format.ts';
import { storyBatches } from './from-stories.ts';

export const summary_pairs: Format = {
  line: SummaryPairLine,
  says: ['for every two summaries of a story of which one was rated higher:', 'prompt, chosen, rejected'],
  of: 'summaries',
  options: ['min-margin', 'warnings'],
  batches: (context) => storyBatches(context, (story) => pairsOf(story, context)),
};

type Rated = StoredSummary & { mean: number };

function* pairsOf({ summaries }: StoredStory, context: Context): Generator<SummaryPairLine> {
  const rated = summaries.flatMap((summary) => {
    const mean = meanRating(summary.ratings);
    return mean === null ? [] : [{ ...summary, mean }];
  });
  for (const [one, other] of everyTwo(rated)) yield* pairOf(one, other, context);
}

function pairOf(one: Rated, other: Rated, { shape, names, leftOut }: Context): SummaryPairLine[] {
  const [chosen, rejected] = one.mean >= other.mean ? [one, other] : [other, one];
  const margin = chosen.mean - rejected.mean;
  const reason =
    textKey(one.row.text) === textKey(other.row.text)
      ? 'identical'
      : margin === 0
        ? 'sameRating'
        : margin < (shape.minMargin ?? 0)
          ? 'close'
          : undefined;
  if (reason) {
    addTo(leftOut.noLines, reason);
    return [];
  }
  return [
    {
      prompt: [{ role: 'user', content: chosen.row.story }],
      chosen: [{ role: 'assistant', content: chosen.row.text }],
      rejected: [{ role: 'assistant', content: rejected.row.text }],
      lang: chosen.row.lang,
      story_id: names.story(chosen.row.story_id),
      chosen_id: names.summary(chosen.name),
      rejected_id: names.summary(rejected.name),
      chosen_rating: chosen.mean,
      rejected_rating: rejected.mean,
      chosen_count: chosen.ratings.length,
      rejected_count: rejected.ratings.length,
      margin,
    },
  ];
}
