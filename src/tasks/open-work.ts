import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Actor } from '../discord/interaction.ts';
import type { OasstClient } from '../oasst/client.ts';
import { userOf } from '../oasst/discord-user.ts';
import { type TaskType, taskTypes } from '../oasst/protocol.ts';
import type { BackendRules } from '../oasst/rules.ts';
import type { Availability } from '../oasst/stats.ts';
import { isFresh } from '../remembered.ts';

/** How much of each type of task is open, those with none left out, the most wanted first. */
export type OpenCounts = ReadonlyMap<TaskType, number>;

/** Open work is told as far as this: more says no more to anybody, and a backend need not count it. */
export const MOST_SHOWN = 1_000;

/** What a backend says is open to each person, remembered for some seconds. */
export type OpenWork = {
  /** What a person could be given in a language, in a campaign where its id is named; undefined when the backend does not say. */
  of(
    actor: Pick<Actor, 'id' | 'name' | 'guildId'>,
    lang: string,
    campaignId?: string,
  ): Promise<OpenCounts | undefined>;
  /**
   * The same for somebody who has done nothing yet, and so is given what everybody else is of whom that is true: a crowd of
   * them asks the backend once.
   */
  ofNewcomer(
    actor: Pick<Actor, 'id' | 'name' | 'guildId'>,
    lang: string,
    campaignId?: string,
  ): Promise<OpenCounts | undefined>;
  /** Takes off one of a type that the person has just answered, where it is remembered. */
  took(actor: Pick<Actor, 'id'>, what: { lang: string; type: string; campaignId?: string | undefined }): void;
};

/** How long an answer is believed. */
const FRESH_MS = 15_000;
/** How many answers are remembered. */
const MOST = 500;

type Parts = { oasst: OasstClient; rules: BackendRules; clock: Pick<Clock, 'now'>; log: Logger };
type Known = { at: number; counts: Promise<OpenCounts | undefined>; taken: TaskType[] };

/** Asks the backend at most once in some seconds for each person and language; a failure is no answer, and is kept as long. */
export function createOpenWork({ oasst, rules, clock, log }: Parts): OpenWork {
  const known = new Map<string, Known>();

  async function ask(actor: Pick<Actor, 'id' | 'name'>, lang: string, campaignId: string | undefined) {
    try {
      return openCounts(await oasst.availability(userOf(actor), lang, campaignId), rules.offered);
    } catch (error) {
      log.info({ err: error, lang }, 'the backend does not say what is open');
      return undefined;
    }
  }

  async function countsBy(key: string, read: () => Promise<OpenCounts | undefined>) {
    const now = clock.now();
    const before = known.get(key);
    const entry =
      before && isFresh(before.at, now, FRESH_MS) ? before : { at: now, counts: read(), taken: [] };
    known.delete(key);
    known.set(key, entry); // the newest last
    for (const [oldest] of known) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    const counts = await entry.counts;
    return counts && without(counts, entry.taken);
  }

  return {
    of: (actor, lang, campaignId) =>
      countsBy(keyOf(actor, lang, campaignId), () => ask(actor, lang, campaignId)),
    async ofNewcomer(actor, lang, campaignId) {
      const key = keyOf(newcomer, lang, campaignId);
      const counts = await countsBy(key, () => ask(actor, lang, campaignId));
      if (!counts) known.delete(key); // it may have been refused to nobody but the one who asked
      return counts;
    },
    took(actor, { lang, type, campaignId }) {
      const taken = taskTypes.find((one) => one === type);
      if (taken) known.get(keyOf(actor, lang, campaignId))?.taken.push(taken);
    },
  };
}

/** No Discord id is called so. */
const newcomer = { id: 'newcomer' };

function keyOf({ id }: Pick<Actor, 'id'>, lang: string, campaignId = '') {
  return `${id}.${lang}.${campaignId}`;
}

/** What of an availability can be done here: the types that are offered and have something open. */
export function openCounts(availability: Availability, offered: readonly TaskType[]): OpenCounts {
  return mostWantedFirst(
    taskTypes
      .filter((type) => offered.includes(type))
      .map((type) => [type, availability[type] ?? 0] as const),
  );
}

/** Of what others have begun the most comes first; new prompts come last, because the rest waits for nobody to write one. */
function mostWantedFirst(counts: readonly (readonly [TaskType, number])[]): OpenCounts {
  const isNew = (type: TaskType) => Number(type === 'initial_prompt');
  return new Map(
    counts
      .filter(([, count]) => count > 0)
      .sort(([a, most], [b, more]) => isNew(a) - isNew(b) || more - most),
  );
}

/** How much of what others have begun is open: a language takes new prompts even where nobody has written one. */
export function begunIn(counts: OpenCounts): number {
  return [...counts].reduce((sum, [type, count]) => (type === 'initial_prompt' ? sum : sum + count), 0);
}

function without(counts: OpenCounts, taken: readonly TaskType[]): OpenCounts {
  const left = [...counts].map(([type, count]) => {
    const gone = taken.filter((one) => one === type).length;
    return [type, count < MOST_SHOWN ? count - gone : count] as const; // there may be more than were counted
  });
  return mostWantedFirst(left);
}
