import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { addTo, count, sum } from '../counting.ts';
import type { ExportFilter } from './choice.ts';

/** What each choice keeps out, each thing counted for the first of them. */
type KeptOut = {
  /** By language. */
  langs: Map<string, number>;
  /** Before or after the dates that were chosen, and the first and the last of these. */
  dates: { count: number; first: number; last: number } | undefined;
  /** In other campaigns, or in none. */
  campaigns: number;
};

/** What a choice of languages, dates or campaigns keeps out, trees or summaries; samples, which take one more option, apart. */
export type Elsewhere = {
  own: KeptOut;
  samples: KeptOut;
  /** Of the chosen campaigns those that there are not. */
  unknownCampaigns: readonly string[];
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
  return { own: nothingKeptOut(), samples: nothingKeptOut(), unknownCampaigns: [] };
}

function nothingKeptOut(): KeptOut {
  return { langs: new Map(), dates: undefined, campaigns: 0 };
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
  const kept = group.isSample ? elsewhere.samples : elsewhere.own;
  if (isOther) addTo(kept.langs, group.lang, group.count);
  else if (group.time !== 'within') kept.dates = joined(kept.dates, group);
  else kept.campaigns += group.count;
  return true;
}

function joined(dates: KeptOut['dates'], group: Group): KeptOut['dates'] {
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
  { own, samples, unknownCampaigns }: Elsewhere,
  [one, many]: readonly [one: string, many: string],
): string[] {
  const unknown = unknownCampaigns.map((name) => `“${name}”`).join(', ');
  return [
    ...(unknown === '' ? [] : [`what --campaign names and there is not: ${unknown}`]),
    ...keptOutParts(own, [one, many], []),
    ...keptOutParts(samples, [`sample ${one}`, `sample ${many}`], ['--samples']),
  ];
}

function keptOutParts(
  { langs, dates, campaigns }: KeptOut,
  [one, many]: readonly [one: string, many: string],
  options: readonly string[],
): string[] {
  const parts: string[] = [];
  const by = (...more: string[]) => `(${[...options, ...more].join(', ')})`;
  const others = sum([...langs.values()]);
  if (others > 0)
    parts.push(`${count(others, one, many)} in other languages ${by(`--lang ${[...langs.keys()].sort()}`)}`);
  if (dates) {
    const from = day(dates.first);
    const span = from === day(dates.last) ? `on ${from}` : `from ${from} to ${day(dates.last)}`;
    parts.push(`${count(dates.count, one, many)} of other dates, ${span} ${by('--since', '--until')}`);
  }
  if (campaigns > 0)
    parts.push(`${count(campaigns, one, many)} of other campaigns, or of none, ${by('--campaign')}`);
  return parts;
}

function day(ms: number) {
  return new Date(ms).toISOString().slice(0, 10);
}
