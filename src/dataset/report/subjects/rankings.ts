import { textKey } from '../../../backend/trees/text-key.ts';
import { compareIds } from '../../compare-ids.ts';
import { addTo } from '../../counting.ts';
import type { StoredMessage } from '../../export/read.ts';
import { type Contest, type ContestFigures, contestFigures } from '../contest.ts';
import { type Estimate, meanEstimate, shareOf } from '../estimate.ts';
import { entryOf, kindOf, type MessageKind, messageKinds, type SeenTree, type Subject } from '../seen.ts';
import { createJudged, type Judged } from '../statistics/judged.ts';
import { type FragilityFigures, fragilityOf, type Worked } from './fragility.ts';

/** How people ranked replies of a kind. A set is the replies to one message. */
export type RankingFigures = {
  kind: MessageKind;
  /** Sets that somebody ranked, and those that several people did. */
  sets: number;
  sets_of_several: number;
  ballots: number;
  /** The share of ballots that found none usable. */
  not_rankable: Estimate | null;
  /** Kendall's τ of every two ballots on a set: the mean over sets. */
  tau: Estimate | null;
  /** In how many pairs a ballot differs from the final order, and the share of the pairs: means over sets of several. */
  kemeny_distance: Estimate | null;
  kemeny_share: Estimate | null;
  fragility: FragilityFigures;
};

type Kind = {
  ballots: number;
  single: number;
  usable: Judged;
  contests: Map<string, { contest: Contest; sets: number }>;
};

/** Rankings of replies. Memory grows with the contests that are not alike. */
export function createRankings(): Subject<RankingFigures[]> {
  const kinds = new Map<MessageKind, Kind>();
  return {
    see(seen) {
      const below = Map.groupBy(seen.tree.messages, ({ parentId }) => parentId);
      for (const { id } of seen.messages) {
        const { counted, partial } = seen.rankingsOf(id);
        const [reply, ...others] = below.get(id) ?? [];
        if (!reply || counted.length === 0) continue;
        const of = entryOf(kinds, kindOf(reply), () => ({
          ...{ ballots: 0, single: 0, usable: createJudged(), contests: new Map() },
        }));
        of.ballots += counted.length;
        of.usable.add(counted.map(({ not_rankable }) => (not_rankable ? 1 : 0)));
        if (counted.length === 1) of.single += 1;
        else addContest(of.contests, { ballots: ordersOf(counted, [reply, ...others]), partial });
      }
    },
    figures: () =>
      messageKinds.flatMap((kind) => {
        const of = kinds.get(kind);
        return of ? [figuresOf(kind, of)] : [];
      }),
  };
}

type Counted = ReturnType<SeenTree['rankingsOf']>['counted'];

/** Each best first, with replies of the same text as one; what was ranked and is there no more keeps its name. */
function ordersOf(counted: Counted, replies: readonly StoredMessage[]): number[][] {
  const texts = new Map(replies.map(({ name, text }) => [name, textKey(text)]));
  const firsts = new Map<string, string>();
  for (const { name, text } of replies.toSorted((a, b) => compareIds(a.id, b.id)))
    if (!firsts.has(textKey(text))) firsts.set(textKey(text), name);
  const alias = (name: string) => {
    const text = texts.get(name);
    return text === undefined ? name : (firsts.get(text) ?? name);
  };
  const orders = counted.map(({ ranked_message_ids: names }) => [...new Set(names.map(alias))]);
  const ids = new Map(replies.map(({ id, name }) => [name, id]));
  const sorted = [...new Set(orders.flat())].sort((a, b) => ((ids.get(a) ?? a) < (ids.get(b) ?? b) ? -1 : 1));
  const numbers = new Map(sorted.map((name, number) => [name, number]));
  return orders.map((order) => order.map((name) => numbers.get(name) ?? 0));
}

function addContest(contests: Kind['contests'], contest: Contest) {
  const ballots = contest.ballots.toSorted((a, b) => compareIds(a.join(), b.join()));
  const key = `${contest.partial}/${ballots.join('/')}`;
  entryOf(contests, key, () => ({ contest: { ...contest, ballots }, sets: 0 })).sets += 1;
}

function figuresOf(kind: MessageKind, { ballots, single, usable, contests }: Kind): RankingFigures {
  const sorted = [...contests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, of]) => of);
  const worked = sorted.map(({ contest, sets }) => ({ sets, of: contestFigures(contest) }));
  const several = worked.reduce((sum, { sets }) => sum + sets, 0);
  return {
    ...{ kind, sets: single + several, sets_of_several: several, ballots },
    not_rankable: shareOf(usable.patterns()),
    tau: meanOver(worked, ({ tau }) => tau),
    kemeny_distance: meanOver(worked, ({ distance }) => distance),
    kemeny_share: meanOver(worked, ({ distance_share }) => distance_share),
    fragility: fragilityOf(worked),
  };
}

function meanOver(worked: Worked, pick: (of: ContestFigures) => number | undefined) {
  const tally = new Map<number, number>();
  for (const { sets, of } of worked) {
    const value = pick(of);
    if (value !== undefined) addTo(tally, value, sets);
  }
  const sorted = [...tally].sort(([a], [b]) => a - b);
  return meanEstimate(sorted.map(([value, units]) => ({ values: [value], units })));
}
