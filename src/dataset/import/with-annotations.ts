import { addTo } from '../counting.ts';
import { meansOf } from '../means.ts';
import type { Judgement } from '../record.ts';
import type { Judged } from './annotations/judged.ts';
import type { Incoming } from './parse-branch.ts';
import type { Summary } from './parse-summary.ts';
import type { Source } from './source.ts';

/** A message with what annotations say of it, where its own line says nothing of that. */
export function withAnnotations(incoming: Incoming, { annotations }: Pick<Source, 'annotations'>): Incoming {
  if (!annotations) return incoming;
  const { message } = incoming;
  const { judgements, events } = annotations.of(message.message_id);
  const completed = {
    ...message,
    labels: message.labels ?? meansOf(reviewsIn(judgements)),
    emojis: message.emojis ?? emojisIn(events.emoji),
    events: message.events ?? events,
  };
  return { ...incoming, message: completed, judgements };
}

/** A summary with the single ratings of annotations, where its own line has none. */
export function withRatings(summary: Summary, { annotations }: Pick<Source, 'annotations'>): Summary {
  if (summary.ratings.length > 0 || !annotations) return summary;
  const { events } = annotations.of(summary.name);
  const ratings = events.rating.flatMap(({ user_id: user, rating }) =>
    user && Number.isInteger(Number(rating)) ? [{ user, rating: Number(rating) }] : [],
  );
  return { ...summary, ratings, lostRatings: Math.max(0, summary.lostRatings - ratings.length) };
}

function reviewsIn(judgements: readonly Judgement[]) {
  return judgements.filter(({ kind }) => kind === 'review').map(({ labels }) => labels);
}

function emojisIn(given: Judged['events']['emoji']) {
  const counts = new Map<string, number>();
  for (const { emoji } of given) addTo(counts, emoji);
  return Object.fromEntries(counts);
}
