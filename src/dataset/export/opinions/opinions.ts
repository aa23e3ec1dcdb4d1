import type { Detoxify, EmojiEvent, Emojis, Events, LabelTallies, RankingEvent } from '../../record.ts';
import type { ExportFilter } from '../choice.ts';
import type { StoredTree } from '../read.ts';
import type { Reading } from '../reading.ts';
import { type Brought, ballotsIn, broughtAlong } from './brought.ts';
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
  { db, people, once }: Reading,
  trees: readonly StoredTree[],
  wanted: Wanted,
): Promise<(messageId: string) => Opinions> {
  const ids = trees.map(({ id }) => id);
  const brought = await once('brought', ids, () => broughtAlong(db, ids, people));
  const labelsOn = wanted.labels
    ? await once('labels', ids, async () => together(await labelMeans(db, ids, people), brought))
    : () => undefined;
  const hasEmojis = wanted.emojis || wanted.events;
  const given = hasEmojis
    ? await once('emojis', ids, () => givenEmojis(db, ids, people))
    : new Map<string, GivenEmoji[]>();
  const shown = { asTheyWereShown: wanted.events };
  const rankings =
    wanted.ballots || wanted.events
      ? await once(wanted.events ? 'rankings as shown' : 'rankings', ids, () =>
          rankingsOf(db, trees, people, shown),
        )
      : new Map<string, Rankings>();
  const votes = wanted.events
    ? await once('votes', ids, () => votesOn(db, ids, people))
    : new Map<string, RankingEvent[]>();
  const known = new Map<string, Opinions>();
  return (id) => {
    const opinions = known.get(id) ?? opinionsOn(id);
    known.set(id, opinions);
    return opinions;
  };

  function opinionsOn(id: string): Opinions {
    const along = brought.get(id) ?? {};
    const emojis = given.get(id) ?? [];
    const own = rankings.get(id) ?? { counted: [], withdrawn: 0, partial: false };
    const { withdrawnRankings = 0 } = along;
    const ballots = [...ballotsIn(along.events), ...own.counted];
    const isKnown = ballots.length + own.withdrawn + withdrawnRankings > 0;
    return {
      labels: labelsOn(id),
      emojis: wanted.emojis ? togetherEmojis(along.emojis, emojis) : undefined,
      events: wanted.events
        ? togetherEvents(along.events, emojis, [...(votes.get(id) ?? []), ...own.counted])
        : undefined,
      detoxify: along.detoxify,
      meta: along.meta,
      ballots: isKnown ? ballots : undefined,
      ranksWithdrawn: withdrawnRankings > 0,
    };
  }
}

/** Worked out when it is asked for first. */
function together(own: ReadonlyMap<string, LabelTallies>, brought: ReadonlyMap<string, Brought>) {
  const known = new Map<string, LabelTallies>();
  return (id: string): LabelTallies => {
    const found = known.get(id) ?? togetherLabels(brought.get(id)?.labels, own.get(id));
    known.set(id, found);
    return found;
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
