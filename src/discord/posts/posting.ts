import type { Logger } from 'pino';
import { type Clock, createRounds } from '../../clock.ts';
import { meaningOf } from '../calls/not-shown.ts';
import { attemptPost } from './attempt.ts';
import type { ChannelMessages } from './channel-messages.ts';
import type { LeasedPost, PostFailure, PostOutcome, PostQueue } from './post.ts';

/** How long an attempt may be under way before another process may take the post over: longer than all its calls. */
const LEASE_MS = 60_000;
/** How many posts are brought to Discord at once. */
const PARALLEL = 4;

/** How a post ended, for its owner: it stands as wanted, it is away, or why it is no more. */
export type PostEvent =
  | { id: string; outcome: 'shown'; messageId: string }
  | { id: string; outcome: 'removed' }
  | { id: string; outcome: 'failed'; why: PostFailure };

export type PostingParts = {
  queue: PostQueue;
  messages: ChannelMessages;
  /** Resolves when all that was done before is kept for good: only then is it carried out. */
  settled(): Promise<void>;
  clock: Clock;
  /** From 0 up to 1, for jitter. */
  random: () => number;
  log: Logger;
  /** Told about each post that has come to an end for now. */
  onSettled?: (event: PostEvent) => void;
};

/** Brings posts into their channels, as often as it takes. */
export type Posting = {
  /** Makes one attempt at a post now, if it is due; resolves when that has come to its end, whatever that is. */
  deliver(id: string): Promise<void>;
  /** Looks for posts from now on. */
  start(): void;
  /** Says that there may be something new. */
  wake(): void;
  /** Ends looking, and waits for what is under way. */
  stop(): Promise<void>;
};

/** The delivery of posts. Never throws for what Discord answers. */
export function createPosting({
  queue,
  messages,
  settled,
  clock,
  random,
  log,
  onSettled,
}: PostingParts): Posting {
  const busy = new Map<string, Promise<void>>();
  /** Channels that Discord takes nothing more for, and until when (epoch ms): what waits for one of them is let be. */
  const full = new Map<string, number>();
  const rounds = createRounds({
    clock,
    look,
    failed: (error) => log.error({ err: error }, 'the posts could not be read'),
    nextDue: (now) => (busy.size < PARALLEL ? nextDue(now) : undefined),
  });

  async function bring(id: string): Promise<void> {
    const now = clock.now();
    const post = await queue.lease(id, now, now + LEASE_MS);
    if (!post) return;
    await settled();
    const outcome = await attemptPost(post, messages, now, random);
    note(post, outcome);
    if (outcome.is === 'later' && meaningOf(outcome.error) === 'limited')
      full.set(post.channelId, outcome.notBefore);
    await queue.conclude(post, outcome, clock.now());
    const event = eventOf(id, outcome);
    if (event) onSettled?.(event);
  }

  function note({ id, attempts }: LeasedPost, outcome: PostOutcome) {
    const facts = { post: id, attempt: attempts, outcome: outcome.is };
    if (!('error' in outcome)) log.debug(facts, 'a post was delivered');
    else if (outcome.is === 'later') log.warn({ ...facts, err: outcome.error }, 'a post has to wait');
    else log.warn({ ...facts, why: outcome.why, err: outcome.error }, 'a post has failed');
  }

  function deliver(id: string): Promise<void> {
    const under = busy.get(id);
    if (under) return under;
    const work = bring(id)
      .catch((error) => log.error({ err: error, post: id }, 'a post could not be written down'))
      .then(() => void busy.delete(id));
    busy.set(id, work);
    void work.then(rounds.plan);
    return work;
  }

  async function nextDue(now: number): Promise<number | undefined> {
    const next = await queue.nextDue(now, [...full.keys()]);
    const known = [...full.values(), ...(next === undefined ? [] : [next])];
    return known.length > 0 ? Math.min(...known) : undefined;
  }

  async function look(): Promise<void> {
    const now = clock.now();
    for (const [channel, until] of full) if (until <= now) full.delete(channel);
    const due = await queue.due(now, PARALLEL, [...full.keys()]);
    for (const id of due.filter((one) => !busy.has(one)).slice(0, PARALLEL - busy.size)) void deliver(id);
  }

  return {
    deliver,
    start: rounds.start,
    wake: rounds.wake,
    async stop() {
      await rounds.stop();
      await Promise.all(busy.values());
    },
  };
}

function eventOf(id: string, outcome: PostOutcome): PostEvent | undefined {
  if (outcome.is === 'shown') return { id, outcome: 'shown', messageId: outcome.messageId };
  if (outcome.is === 'removed') return { id, outcome: 'removed' };
  return outcome.is === 'failed' ? { id, outcome: 'failed', why: outcome.why } : undefined;
}
