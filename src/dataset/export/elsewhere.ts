import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { count } from '../counting.ts';
import type { ExportFilter } from './choice.ts';

/** What a choice of languages, dates or campaigns keeps out, trees or summaries. */
export type Elsewhere = {
  /** By language. */
  langs: Map<string, number>;
  /** Before or after the dates that were chosen, and the first and the last of these. */
  dates: { count: number; first: number; last: number } | undefined;
  /** In other campaigns, or in none. */
  campaigns: number;
  /** Samples among them, which take one more option. */
  samples: number;
};

type Time = 'before' | 'within' | 'after';
type Group = {
  lang: string;
  time: Time;
  in_campaign: number;
  first: number;
  last: number;
  count: number;
  isSample: boolean;
};

/** Nothing yet. */
export function nothingElsewhere(): Elsewhere {
  return { langs: new Map(), dates: undefined, campaigns: 0, samples: 0 };
}

/** On which side of the chosen dates a moment lies. */
export function timeOf(
  moment: Expression<number>,
  { since, until }: Pick<ExportFilter, 'since' | 'until'>,
): RawBuilder<Time> {
  const [from, to] = [since ?? Number.MIN_SAFE_INTEGER, until ?? Number.MAX_SAFE_INTEGER];
  return sql<Time>`case when ${moment} < ${sql.lit(from)} then 'before' when ${moment} >= ${sql.lit(to)} then 'after' else 'within' end`;
}

/** 1 where a condition holds, else 0. */
export function chosenBy(condition: Expression<SqlBool>): RawBuilder<number> {
  return sql<number>`case when ${condition} then 1 else 0 end`;
}

/** Adds what is in another language or campaign or of another date, and says whether it was. */
export function noteElsewhere(
  elsewhere: Elsewhere,
  group: Group,
  langs: readonly string[] | undefined,
): boolean {
  const isOther = langs !== undefined && !langs.includes(group.lang);
  if (!isOther && group.time === 'within' && group.in_campaign === 1) return false;
  if (group.isSample) elsewhere.samples += group.count;
  else if (isOther) elsewhere.langs.set(group.lang, (elsewhere.langs.get(group.lang) ?? 0) + group.count);
  else if (group.time !== 'within') elsewhere.dates = joined(elsewhere.dates, group);
  else elsewhere.campaigns += group.count;
  return true;
}

function joined(dates: Elsewhere['dates'], group: Group): Elsewhere['dates'] {
  const { count: number, first, last } = group;
  if (!dates) return { count: number, first, last };
  return {
    count: dates.count + number,
    first: Math.min(dates.first, first),
    last: Math.max(dates.last, last),
  };
}

/** What was kept out and by which option, in parts of a sentence. */
export function elsewhereParts(
  { langs, dates, campaigns, samples }: Elsewhere,
  [one, many]: readonly [one: string, many: string],
): string[] {
  const parts: string[] = [];
  const others = [...langs.values()].reduce((sum, number) => sum + number, 0);
  if (others > 0)
    parts.push(`${count(others, one, many)} in other languages (--lang ${[...langs.keys()].sort()})`);
  if (dates) {
    const from = day(dates.first);
    const span = from === day(dates.last) ? `on ${from}` : `from ${from} to ${day(dates.last)}`;
    parts.push(`${count(dates.count, one, many)} of other dates, ${span} (--since, --until)`);
  }
  if (campaigns > 0)
    parts.push(`${count(campaigns, one, many)} of other campaigns, or of none, (--campaign)`);
  if (samples > 0)
    parts.push(`${count(samples, `sample ${one}`, `sample ${many}`)} in other languages or of other dates`);
  return parts;
}

function day(ms: number) {
  return new Date(ms).toISOString().slice(0, 10);
}
