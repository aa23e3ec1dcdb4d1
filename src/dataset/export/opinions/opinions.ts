import type { Db } from '../../../backend/db.ts';
import type { Detoxify, EmojiEvent, Emojis, Events, LabelTallies, RankingEvent } from '../../record.ts';
import type { ExportFilter } from '../choice.ts';
import type { People } from '../people.ts';
import type { StoredTree } from '../read.ts';
import { ballotsIn, broughtAlong } from './brought.ts';
import { type GivenEmoji, givenEmojis } from './emojis.ts';
import { labelMeans } from './labels.ts';
import { type Rankings, rankingsOf } from './rankings.ts';
import { togetherEmojis, togetherLabels } from './together.ts';
import { votesOn } from './votes.ts';

/** What people think of a message. A part is undefined when it was not asked for. */
export type Opinions = {
  labels: LabelTallies | undefined;
  emojis: Emojis | undefined;
  events: Events | undefined;
  detoxify: Detoxify | undefined;
  /** What it was imported with that has no field: a JSON object. */
  meta: string | undefined;
  /** Every ranking of its replies that counts; undefined where nobody knows of any, not even of withdrawn ones. */
  ballots: RankingEvent[] | undefined;
  /** Whether rankings that it was imported with are among those withdrawn, so that the ranks of the file are too. */
  ranksWithdrawn: boolean;
};

/** Which opinions are looked up. */
export type Wanted = Pick<ExportFilter, 'labels' | 'emojis' | 'events'> & { ballots: boolean };

/**
 * Looks up opinions on the messages of some trees. What was said by people who have left or were shut out does not
 * count, except in sums that were already sums when they were imported.
 */
export async function readOpinions(
  db: Db,
  trees: readonly StoredTree[],
  wanted: Wanted,
  people: People,
): Promise<(messageId: string) => Opinions> {
  const ids = trees.map(({ id }) => id);
  const labels = wanted.labels ? await labelMeans(db, ids, people) : new Map<string, LabelTallies>();
  const hasEmojis = wanted.emojis || wanted.events;
  const given = hasEmojis ? await givenEmojis(db, ids, people) : new Map<string, GivenEmoji[]>();
  const shown = { asTheyWereShown: wanted.events };
  const rankings =
    wanted.ballots || wanted.events
      ? await rankingsOf(db, trees, people, shown)
      : new Map<string, Rankings>();
  const votes = wanted.events ? await votesOn(db, ids, people) : new Map<string, RankingEvent[]>();
  const brought = await broughtAlong(db, ids, people);
  return (id) => {
    const along = brought.get(id) ?? {};
    const emojis = given.get(id) ?? [];
    const own = rankings.get(id) ?? { counted: [], withdrawn: 0, partial: false };
    const { withdrawnRankings = 0 } = along;
    const ballots = [...ballotsIn(along.events), ...own.counted];
    const isKnown = ballots.length + own.withdrawn + withdrawnRankings > 0;
    return {
      labels: wanted.labels ? togetherLabels(along.labels, labels.get(id)) : undefined,
      emojis: wanted.emojis ? togetherEmojis(along.emojis, emojis) : undefined,
      events: wanted.events
        ? togetherEvents(along.events, emojis, [...(votes.get(id) ?? []), ...own.counted])
        : undefined,
      detoxify: along.detoxify,
      meta: along.meta,
      ballots: isKnown ? ballots : undefined,
      ranksWithdrawn: withdrawnRankings > 0,
    };
  };
}

function togetherEvents(
  brought: Events = {},
  given: readonly GivenEmoji[],
  rankings: readonly RankingEvent[],
): Events {
  const own = given.map(({ emoji, user }): EmojiEvent => ({ type: 'emoji', user_id: user, emoji }));
  return {
    ...brought,
    emoji: [...(brought.emoji ?? []), ...own],
    ranking: [...(brought.ranking ?? []), ...rankings],
  };
}
