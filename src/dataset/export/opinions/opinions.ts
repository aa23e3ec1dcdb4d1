import type { Db } from '../../../backend/db.ts';
import type { Detoxify, EmojiEvent, Emojis, Events, LabelTallies, RankingEvent } from '../../record.ts';
import type { ExportFilter } from '../choice.ts';
import { type Brought, broughtAlong, withdrawnPeople } from './brought.ts';
import { type GivenEmoji, givenEmojis } from './emojis.ts';
import { labelMeans } from './labels.ts';
import { rankingsOf } from './rankings.ts';
import { votesOn } from './votes.ts';

/** What people think of a message. A part is undefined when it was not asked for or there is nothing. */
export type Opinions = {
  labels: LabelTallies | undefined;
  emojis: Emojis | undefined;
  events: Events | undefined;
  detoxify: Detoxify | undefined;
};

/** Which opinions are looked up; single rankings can be had without the other events, which take longer. */
export type Wanted = Pick<ExportFilter, 'labels' | 'emojis'> & { events: 'none' | 'rankings' | 'all' };

/**
 * Looks up opinions on the messages of some trees. What was said by people who have left or were shut out does not
 * count, except in sums that were already sums when they were imported.
 */
export async function readOpinions(
  db: Db,
  treeIds: readonly string[],
  wanted: Wanted,
): Promise<(messageId: string) => Opinions> {
  const hasEvents = wanted.events !== 'none';
  const hasAll = wanted.events === 'all';
  const labels = wanted.labels ? await labelMeans(db, treeIds) : new Map<string, LabelTallies>();
  const given = wanted.emojis || hasAll ? await givenEmojis(db, treeIds) : new Map<string, GivenEmoji[]>();
  const rankings = hasEvents ? await rankingsOf(db, treeIds) : new Map<string, RankingEvent[]>();
  const votes = hasAll ? await votesOn(db, treeIds) : new Map<string, RankingEvent[]>();
  const brought = await broughtAlong(db, treeIds);
  const isWithdrawn = hasEvents ? await withdrawnPeople(db) : () => false;
  return (id) => {
    const along: Brought = brought.get(id) ?? {};
    const emojis = given.get(id) ?? [];
    return {
      labels: wanted.labels ? togetherLabels(along.labels, labels.get(id)) : undefined,
      emojis: wanted.emojis ? togetherEmojis(along.emojis, emojis) : undefined,
      events: hasEvents
        ? togetherEvents(
            along.events,
            emojis,
            [...(votes.get(id) ?? []), ...(rankings.get(id) ?? [])],
            isWithdrawn,
          )
        : undefined,
      detoxify: along.detoxify,
    };
  };
}

/** Means of both, each with the weight of how many people gave it. */
function togetherLabels(brought: LabelTallies = {}, own: LabelTallies = {}): LabelTallies | undefined {
  const names = [...new Set([...Object.keys(brought), ...Object.keys(own)])].sort();
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, mean(get(brought, name), get(own, name))]));
}

function mean(
  a: LabelTallies[string] | undefined,
  b: LabelTallies[string] | undefined,
): LabelTallies[string] {
  if (!a || !b) return a ?? b ?? { value: null, count: 0 };
  const count = a.count + b.count;
  const weighed = [a, b].filter(({ value }) => value !== null);
  const weight = weighed.reduce((sum, part) => sum + part.count, 0);
  if (weight === 0) return { value: a.value ?? b.value, count };
  return { value: weighed.reduce((sum, part) => sum + (part.value ?? 0) * part.count, 0) / weight, count };
}

function togetherEmojis(brought: Emojis = {}, given: readonly GivenEmoji[]): Emojis | undefined {
  const counts = new Map(Object.entries(brought));
  for (const { emoji } of given) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? undefined : Object.fromEntries(sorted);
}

function togetherEvents(
  brought: Events = {},
  given: readonly GivenEmoji[],
  rankings: readonly RankingEvent[],
  isWithdrawn: (user: string) => boolean,
): Events | undefined {
  const stays = ({ user_id }: { user_id?: string | null | undefined }) => !user_id || !isWithdrawn(user_id);
  const own = given.map(({ emoji, user }): EmojiEvent => ({ type: 'emoji', user_id: user, emoji }));
  const events = {
    emoji: [...(brought.emoji ?? []).filter(stays), ...own],
    rating: (brought.rating ?? []).filter(stays),
    ranking: [...(brought.ranking ?? []).filter(stays), ...rankings],
    report: (brought.report ?? []).filter(stays),
    score: (brought.score ?? []).filter(stays),
  };
  const some = Object.entries(events).filter(([, list]) => list.length > 0);
  return some.length === 0 ? undefined : Object.fromEntries(some);
}

function get<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
