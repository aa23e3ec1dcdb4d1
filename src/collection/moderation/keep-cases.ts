import { createRounds, type Rounds } from '../../clock.ts';
import { OasstError } from '../../oasst/errors.ts';
import { type Decision, noteRemoval, staleCases } from '../../store/cases.ts';
import { heardUntil, logChannels, rememberHeard } from '../../store/log-channels.ts';
import type { Desk } from '../desk.ts';
import { showCase } from './show-case.ts';

/** How many cases are brought into the channels in one round. */
const AT_ONCE = 20;
/** How far back what the rules did is asked for again: clocks and transactions may be that much apart. */
const OVERLAP_MS = 60_000;

const decisions: Readonly<Record<string, Decision>> = { delete: 'delete', stop: 'stop', abort: 'abort' };

type Parts = Pick<
  Desk,
  'db' | 'oasst' | 'clock' | 'translator' | 'posting' | 'messages' | 'isTrusted' | 'log'
>;

/** Brings reports, and what the rules removed by themselves, into the log channels; `wake` when there may be something new. */
export function keepCases(parts: Parts): Pick<Rounds, 'start' | 'wake' | 'stop'> {
  const { db, oasst, clock, log } = parts;
  let offersTrail = true;

  async function look() {
    if ((await logChannels(db, parts.isTrusted)).length > 0 && offersTrail) await hear();
    for (const known of await staleCases(db, AT_ONCE)) await showCase(parts, known);
  }

  /** Notes what the rules did since the last time; from the first time on, nothing older. */
  async function hear() {
    const now = clock.now();
    const since = await heardUntil(db);
    const acts = since === undefined ? [] : await oasst.moderation.automatic(since - OVERLAP_MS);
    offersTrail = acts !== undefined;
    for (const { id: actId, act, message_id: messageId } of acts ?? []) {
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
    nextDue: () => undefined,
  });
}
