import type { Events, Judgement, RankingEvent } from '../../record.ts';
import type { Annotation } from './annotation.ts';

/** What people said of a message or summary, as their own names have it or as pseudonyms do. */
export type Judged = { judgements: Judgement[]; events: Required<Events> };

/** What came with a release about its messages and summaries. */
export type Annotations = {
  /** What was said of the message or summary of this name. */
  of(name: string): Judged;
  /** How many values are about each name. */
  counts(): Iterable<{ name: string; count: number }>;
};

const labelKinds = { review: 'review', free_labels: 'free', report: 'report' } as const;

/** What annotations of one thing say together. Whose they are is called by their pseudonym. */
export function judgedIn(annotations: readonly Annotation[]): Judged {
  const judged: Judged = {
    judgements: [],
    events: { emoji: [], rating: [], ranking: [], report: [], score: [] },
  };
  for (const [first, ...others] of Map.groupBy(annotations, ({ judgement_id }) => judgement_id).values())
    if (first) note(judged, [first, ...others]);
  return judged;
}

type Same = readonly [Annotation, ...Annotation[]];

function note({ judgements, events }: Judged, same: Same) {
  const [{ kind, annotator: user_id, name, value }] = same;
  switch (kind) {
    case 'ranking':
      events.ranking.push(ranking(same));
      break;
    case 'emoji':
      events.emoji.push({ type: 'emoji', user_id, emoji: name ?? '' });
      break;
    case 'rating':
      if (value !== null) events.rating.push({ type: 'rating', user_id, rating: String(value) });
      break;
    case 'score':
      events.score.push({ type: 'score', user_id, score: value ?? 0 });
      break;
    default: {
      if (kind === 'report' && name !== null && value === null)
        events.report.push({ type: 'report', user_id, report_type: name });
      else judgements.push({ kind: labelKinds[kind], user_id, labels: labelsIn(same) });
    }
  }
}

function labelsIn(same: Same): Judgement['labels'] {
  return Object.fromEntries(
    same.flatMap(({ name, value }) => (name !== null && value !== null ? [[name, value]] : [])),
  );
}

/** In what order they were shown nobody knows: places stand for it, so that those which were shown as one still are. */
function ranking(same: Same): RankingEvent {
  const sorted = same.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
  const [{ annotator, parent_id, message_tree_id, not_rankable }] = same;
  return {
    type: 'ranking',
    user_id: annotator,
    ranking: sorted.map(({ value }) => value ?? 0),
    ranked_message_ids: sorted.map(({ item_id }) => item_id),
    ranking_parent_id: parent_id,
    ...(parent_id === null ? {} : { message_tree_id }),
    not_rankable,
  };
}
