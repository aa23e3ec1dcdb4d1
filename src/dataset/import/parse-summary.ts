import { idOf } from '../names.ts';
import { SummaryRecord } from '../record.ts';
import { type Fault, schemaFaults, textFaults } from './faults.ts';
import { inPlainWords } from './in-plain-words.ts';

/** A summary with its story and the ratings it came with. */
export type Summary = {
  id: string;
  /** What it is called in the file. */
  name: string;
  user: string;
  lang: string;
  text: string;
  /** Epoch milliseconds; undefined where nobody knows. */
  createdAt: number | undefined;
  story: { id: string; lang: string; text: string };
  ratings: readonly { user: string; rating: number }[];
  /** How many ratings are in its mean that do not stand singly, so that nobody knows whose they are. */
  lostRatings: number;
  /** What its author was warned of. */
  secondLook: readonly string[];
};

/** Reads a line of an export of summaries. Texts may have up to `textLimit` code points. */
export function parseSummary(
  value: object,
  textLimit: number,
): { summary: Summary | undefined; faults: Fault[] } {
  const { data, error } = SummaryRecord.safeParse(value, { error: inPlainWords });
  if (!data) return { summary: undefined, faults: schemaFaults(error, []) };
  const { story, summary: text, lang, events } = data;
  const faults = [...textFaults(story, textLimit, ['story']), ...textFaults(text, textLimit, ['summary'])];
  if (faults.length > 0) return { summary: undefined, faults };
  const given = events?.rating ?? [];
  const ratings = given.flatMap(({ user_id: user, rating }) =>
    user ? [{ user, rating: Number(rating) }] : [],
  );
  const summary = {
    ...{ lang, text, ratings },
    id: idOf(data.summary_id),
    name: data.summary_id,
    user: data.user_id,
    createdAt: data.created_date ? Date.parse(data.created_date) : undefined,
    story: { id: idOf(data.story_id), lang, text: story },
    secondLook: data.second_look ?? [],
    lostRatings: Math.max(0, (data.ratings?.count ?? 0) - ratings.length),
  };
  return { summary, faults };
}
