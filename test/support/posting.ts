import { REST } from '@discordjs/rest';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { channelMessages } from '../../src/discord/posts/channel-messages.ts';
import { createPosting, type PostEvent } from '../../src/discord/posts/posting.ts';
import type { View } from '../../src/discord/view.ts';
import { postQueue } from '../../src/store/post-queue.ts';
import { findPost, putPost, removePost } from '../../src/store/posts.ts';
import type { Schema } from '../../src/store/schema.ts';
import { testClock } from './clock.ts';
import { cardOf } from './routed.ts';
import { sandboxFor } from './sandbox-client.ts';

/** The calls with which posts are written. */
export const postCalls = {
  create: { method: 'POST', route: '/channels/:channel/messages' },
  edit: { method: 'PATCH', route: '/channels/:channel/messages/:message' },
  remove: { method: 'DELETE', route: '/channels/:channel/messages/:message' },
  look: { method: 'GET', route: '/channels/:channel/messages' },
} as const;

/** A message that says this, with a button. */
export const saying = (text: string): View => cardOf(text, 'v1:next:-:random');

/** The delivery of posts into a sandbox's channel, with a clock that the test moves, and Ada who looks on. */
export async function postingIn(db: Kysely<Schema>) {
  const clock = testClock(() => sandbox.clock.advance(0));
  const sandbox = await sandboxFor({ now: clock.now });
  const ada = sandbox.person('Ada');
  const events: PostEvent[] = [];
  const channelId = sandbox.channels.idOf('general');
  /** One process: each has a delivery of its own. */
  const newPosting = (settled = async () => {}) => {
    const rest = new REST({ api: sandbox.apiUrl, retries: 0, rejectOnRateLimit: ['/channels'] });
    rest.setToken(sandbox.token);
    return createPosting({
      queue: postQueue(db),
      messages: channelMessages(rest, sandbox.applicationId),
      settled,
      clock,
      random: () => 1,
      log: pino({ level: 'silent' }),
      onSettled: (event) => events.push(event),
    });
  };
  const mark = sandbox.requests.mark();
  return {
    clock,
    sandbox,
    ada,
    events,
    newPosting,
    posting: newPosting(),
    put: (text: string, whenDeleted: 'recreate' | 'stop' = 'recreate') =>
      putPost(db, { id: 'p', channelId, payload: saying(text), whenDeleted }, clock.now()),
    remove: () => removePost(db, 'p', clock.now()),
    find: () => findPost(db, 'p'),
    /** What stands in the channel. */
    seen: () => ada.messages().map((message) => ada.text(message).split('\n')[0]),
    /** The calls made so far, but for those that were answered with a limit. */
    made: () => sandbox.requests.since(mark).map(({ method }) => method),
  };
}
