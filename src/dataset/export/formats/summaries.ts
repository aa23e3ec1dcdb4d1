import { wireDate } from '../../../backend/dates.ts';
import { SummaryLine } from '../../schemas/summary.ts';
import { storedFindings } from '../findings.ts';
import type { StoredSummary } from '../summaries/pages.ts';
import { meanRating } from '../summaries/ratings.ts';
import type { Context, Format } from './format.ts';
import { storyBatches } from './from-stories.ts';

export const summaries: Format = {
  line: SummaryLine,
  says: ['one summary a line, with its story and the mean of its ratings'],
  of: 'summaries',
  options: ['events', 'warnings'],
  batches: (context) =>
    storyBatches(context, ({ summaries: all }) => all.map((summary) => toLine(summary, context))),
};

function toLine({ row, name, author, ratings }: StoredSummary, { choice, names }: Context): SummaryLine {
  const rating = ratings.map((each) => ({
    type: 'rating' as const,
    user_id: names.user(each.user),
    rating: String(each.rating),
  }));
  return {
    summary_id: names.summary(name),
    story_id: names.story(row.story_id),
    user_id: names.user(author),
    created_date: wireDate(row.created_at),
    lang: row.lang,
    story: row.story,
    summary: row.text,
    ratings: { value: meanRating(ratings), count: ratings.length },
    events: choice.events ? { rating } : null,
    second_look: storedFindings(row.second_look) ?? null,
  };
}
