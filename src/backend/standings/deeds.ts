import type { TimeFrame } from '../../oasst/stats.ts';
import type { MessageFacts } from '../slices/table-pages.ts';
import type { PlaceFacts, TaskFacts } from './recent.ts';
import { type Deeds, noDeeds } from './score.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** When a time frame begins: 24 hours ago, midnight UTC 7 or 30 days ago, or ever (null). */
export function baseDate(frame: TimeFrame, now: number): number | null {
  if (frame === 'total') return null;
  if (frame === 'day') return now - DAY_MS;
  const days = frame === 'week' ? 7 : 30;
  return Math.floor(now / DAY_MS) * DAY_MS - days * DAY_MS;
}

/** What is to be known of a message that somebody wrote. */
export type WrittenFacts = Pick<
  MessageFacts,
  'user_id' | 'depth' | 'is_assistant' | 'review_result' | 'deleted'
>;

/** Adds up what people did; each message, task and place is to be told once, or several that are alike with their count. */
export type DeedTally = {
  /** Everybody who did something. */
  users(): string[];
  deedsOf(userId: string): Deeds;
  wrote(message: WrittenFacts, count?: number): void;
  finished(task: Omit<TaskFacts, 'lang'>, count?: number): void;
  ranked(place: Omit<PlaceFacts, 'lang'>, count?: number): void;
};

/** A tally with nothing in it. */
export function createDeedTally(): DeedTally {
  const all = new Map<string, Deeds>();
  const add = (userId: string, deed: keyof Deeds, count: number) => {
    const deeds = all.get(userId) ?? { ...noDeeds };
    deeds[deed] += count;
    all.set(userId, deeds);
  };
  return {
    users: () => [...all.keys()],
    deedsOf: (userId) => all.get(userId) ?? noDeeds,
    wrote(message, count = 1) {
      if (message.deleted === 1) return;
      const kind = kindOf(message);
      add(message.user_id, kind, count);
      if (message.review_result === 1) add(message.user_id, `accepted_${kind}`, count);
    },
    finished({ user_id, type, label_mode }, count = 1) {
      if (judging.has(type))
        add(user_id, label_mode === null ? 'rankings_total' : `labels_${label_mode}`, count);
    },
    ranked({ user_id, place }, count = 1) {
      const deed = places[place];
      if (deed) add(user_id, deed, count);
    },
  };
}

const places = ['reply_ranked_1', 'reply_ranked_2', 'reply_ranked_3'] as const;

const judging: ReadonlySet<string> = new Set([
  'label_initial_prompt',
  'label_prompter_reply',
  'label_assistant_reply',
  'rank_initial_prompts',
  'rank_prompter_replies',
  'rank_assistant_replies',
]);

function kindOf({ depth, is_assistant }: WrittenFacts) {
  if (depth === 0) return 'prompts';
  return is_assistant === 1 ? 'replies_assistant' : 'replies_prompter';
}
