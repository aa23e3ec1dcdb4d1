import type { Naming } from '../names.ts';
import type { Events, RankingEvent } from '../record.ts';
import type { EventColumns } from '../schemas/parts.ts';

type Who = { user_id?: string | null | undefined };

/** Every kind of event in its list, with all fields and the names that the file has. */
export function eventColumns(events: Events, names: Naming): EventColumns {
  const who = ({ user_id }: Who) => (user_id ? names.user(user_id) : null);
  return {
    emoji: (events.emoji ?? []).map((event) => ({
      type: 'emoji',
      user_id: who(event),
      emoji: event.emoji,
    })),
    rating: (events.rating ?? []).map((event) => ({
      type: 'rating',
      user_id: who(event),
      rating: event.rating,
    })),
    ranking: (events.ranking ?? []).map((event) => ranking(event, names, who(event))),
    report: (events.report ?? []).map((event) => ({
      type: 'report',
      user_id: who(event),
      report_type: event.report_type ?? null,
      reason: event.reason ?? null,
    })),
    score: (events.score ?? []).map((event) => ({
      type: 'score',
      user_id: who(event),
      score: event.score,
    })),
  };
}

function ranking(
  event: RankingEvent,
  names: Naming,
  user_id: string | null,
): EventColumns['ranking'][number] {
  const { ranking_parent_id: parent, message_tree_id: tree } = event;
  return {
    type: 'ranking',
    user_id,
    ranking: event.ranking,
    ranked_message_ids: event.ranked_message_ids.map(names.message),
    ranking_parent_id: parent ? names.message(parent) : null,
    message_tree_id: tree ? names.message_tree(tree) : null,
    not_rankable: event.not_rankable ?? null,
  };
}
