import { createRounds, type Rounds } from '../../clock.ts';
import { OasstError } from '../../oasst/errors.ts';
import { isFresh } from '../../remembered.ts';
import { type Decision, noteRemoval, staleCases } from '../../store/cases.ts';
import { heardUntil, logChannels, rememberHeard } from '../../store/log-channels.ts';
import type { CollectionParts } from '../parts.ts';
import { catchUp } from './catch-up.ts';
import { showCase } from './show-case.ts';
import { takeUpMended } from './take-up.ts';

/** How many cases are brought into the channels in one round. */
const AT_ONCE = 20;
/** How soon the next ones are, where there were more. */
const PAUSE_MS = 1_000;
/** How far back what the rules did is asked for again: clocks and transactions may be that much apart. */
const OVERLAP_MS = 60_000;

/** How often log channels in trouble are looked at. */
const MENDED_MS = 60 * 60_000;

const decisions: Readonly<Record<string, Decision>> = { delete: 'delete', stop: 'stop', abort: 'abort' };

type Parts = Pick<
  CollectionParts,
  'db' | 'oasst' | 'clock' | 'translator' | 'posting' | 'messages' | 'isTrusted' | 'log' | 'lookAtChannel'
>;

/**
 * Brings reports, and what the rules removed by themselves, into the log channels, and what is open into one that was chosen
 * late or works again; `wake` when there may be something new.
 */
export function keepCases(parts: Parts): Pick<Rounds, 'start' | 'wake' | 'stop'> {
  const { db, oasst, clock, log } = parts;
  let offersTrail = true;
  let hasToldUnread = false;

  let isBehind = false;
  /** When log channels in trouble were looked at, epoch ms. */
  let lookedAt = clock.now();

  async function look() {
    const channels = await channelsNow();
    if (channels.length > 0 && offersTrail) await hear();
    const stale = await staleCases(db, AT_ONCE);
    for (const known of stale) await showCase(parts, known);
    isBehind = stale.length === AT_ONCE;
    for (const channel of channels.filter(({ caughtUpAt }) => caughtUpAt === undefined))
      await catchUp(parts, channel);
  }

  /** The log channels as they are now; every hour those in trouble are looked at before. */
  async function channelsNow() {
    const channels = await logChannels(db, parts.isTrusted);
    if (isFresh(lookedAt, clock.now(), MENDED_MS)) return channels;
    await takeUpMended(parts, channels);
    lookedAt = clock.now();
    return await logChannels(db, parts.isTrusted);
  }

  /** Notes what the rules did since the last time; from the first time on, nothing older. */
  async function hear() {
    const now = clock.now();
    const since = await heardUntil(db);
    const acts =
      since === undefined ? { items: [], unread: 0 } : await oasst.moderation.automatic(since - OVERLAP_MS);
    offersTrail = acts !== undefined;
    if (acts && acts.unread > 0 && !hasToldUnread) {
      hasToldUnread = true;
      log.warn({ unread: acts.unread }, 'the task server tells of acts in a form that is not known here');
    }
    for (const { id: actId, act, message_id: messageId } of acts?.items ?? []) {
      const decision = decisions[act];
      if (messageId !== null && decision) await noteRemoval(db, { messageId, actId, decision }, now);
    }
    await rememberHeard(db, now);
  }

  return createRounds({
    clock,
    look,
    failed: (error) => {
      const isAway = error instanceof OasstError;
      log[isAway ? 'info' : 'error']({ err: error }, 'the log channels have to wait for reports');
    },
    nextDue: (now) => (isBehind ? Promise.resolve(now + PAUSE_MS) : undefined),
  });
}
