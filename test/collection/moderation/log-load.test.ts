import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keepCases } from '../../../src/collection/moderation/keep-cases.ts';
import { createPosting } from '../../../src/discord/posts/posting.ts';
import { OasstClient } from '../../../src/oasst/client.ts';
import { noteReport } from '../../../src/store/cases.ts';
import { postQueue } from '../../../src/store/post-queue.ts';
import { putPost } from '../../../src/store/posts.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { changeServer } from '../../../src/store/servers.ts';
import { testClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';
import { limitedChannels } from '../../support/limited-channel.ts';
import { saying } from '../../support/posting.ts';
import { translator } from '../../support/scenes.ts';

const REPORTS = 1_000;
const LOG = '99';
const OTHER = '98';
/** The longest pause that is passed over: what comes later is no part of delivering. */
const MOST_MS = 30_000;
/** As many rounds of the event loop as any step of this test takes. */
const SETTLING = 12;

const messageId = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A backend that knows every message, and nothing else. */
const backend = new OasstClient({
  url: 'http://backend.test',
  key: 'key',
  async fetch(input) {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (pathname.endsWith('/acts')) return Response.json([]);
    const facts = { lang: 'en', is_assistant: false, deleted: false, state: 'growing', below: 0 };
    const id = pathname.split('/').at(-1);
    return Response.json({ id, text: `Text of ${id}`, author: null, conversation: [], ...facts });
  },
});

/** One process that brings cases into the log channel of a server, with a clock that the test moves. */
async function process(db: Kysely<Schema>, clock = testClock(), channels = limitedChannels(clock)) {
  const log = pino({ level: 'silent' });
  const posting = createPosting({
    queue: postQueue(db),
    messages: channels.channelMessages,
    settled: async () => {},
    clock,
    random: () => 1,
    log,
  });
  const isTrusted = async () => true;
  const messages = { edit: async () => {} };
  const lookAtChannel = async () => ({ is: 'unknown' as const });
  const parts = { db, oasst: backend, clock, log, translator, posting, messages, isTrusted, lookAtChannel };
  const cases = keepCases(parts);
  await changeServer(db, { id: '9', locale: 'en-US' }, { logChannel: LOG }, { by: '7', now: clock.now() });
  return { db, clock, channels, posting, cases };
}

type Process = Awaited<ReturnType<typeof process>>;

function start({ cases, posting }: Process) {
  cases.start();
  posting.start();
  onTestFinished(async () => {
    await cases.stop();
    await posting.stop();
  });
}

/** Lets time pass, from one thing that is due to the next, until nothing is left to be shown. How much time that took. */
async function untilShown({ db, clock }: Process): Promise<number> {
  const begun = clock.now();
  for (;;) {
    for (let turn = 0; turn < SETTLING; turn += 1) await new Promise(setImmediate);
    const stale = await db.selectFrom('cases').select('id').where('stale', '=', 1).limit(1).execute();
    const waiting = await db
      .selectFrom('posts')
      .select('id')
      .where('state', '=', 'waiting')
      .limit(1)
      .execute();
    if (stale.length + waiting.length === 0) return clock.now() - begun;
    const next = clock.next() ?? expect.fail('nothing is due any more');
    clock.advance(Math.min(next, MOST_MS));
  }
}

/** So many messages are reported by each of so many people. */
async function report(db: Kysely<Schema>, numbers: readonly number[], people: readonly number[] = [5]) {
  await db.transaction().execute(async (tx) => {
    for (const number of numbers)
      for (const person of people)
        await noteReport(
          tx,
          { messageId: messageId(number), personId: String(person), words: '', labels: [], madeAt: number },
          number,
        );
  });
}

const all = Array.from({ length: REPORTS }, (_, index) => index + 1);

describe('1,000 reports at once', () => {
  test('on as many messages all arrive, each once, as fast as Discord takes them and no faster', async () => {
    const house = await process(await memoryDatabase());
    const { db, channels } = house;
    await report(db, all);
    start(house);
    const took = await untilShown(house);
    expect(channels.taken('create', LOG)).toBe(REPORTS);
    expect(channels.taken('edit', LOG)).toBe(0);
    const shown = [...channels.messages.values()].map(({ embeds }) => embeds.at(-1)?.footer?.text);
    expect(shown.toSorted()).toEqual(all.map(messageId));
    // 5 in 5 s: the last five begin when 199 windows are over; what is refused in each is what had begun together
    expect(took).toBeGreaterThanOrEqual((REPORTS / 5 - 1) * 5_000);
    expect(took).toBeLessThan((REPORTS / 5 + 1) * 5_000);
    expect(channels.refused()).toBeLessThanOrEqual((REPORTS / 5) * 3);
  });

  test('on one message are one message in the channel', async () => {
    const house = await process(await memoryDatabase());
    await report(house.db, [1], all);
    start(house);
    await untilShown(house);
    expect(house.channels.messages.size).toBe(1);
    expect(house.channels.taken('create', LOG)).toBe(1);
    expect(house.channels.taken('edit', LOG)).toBe(0);
  });

  test('hold up nothing that is written in another channel', async () => {
    const house = await process(await memoryDatabase());
    const { db, clock, channels } = house;
    await report(db, all.slice(0, 200));
    start(house);
    const begun = clock.now();
    while (channels.taken('create', LOG) < 20) {
      for (let turn = 0; turn < SETTLING; turn += 1) await new Promise(setImmediate);
      clock.advance(Math.min(clock.next() ?? 0, MOST_MS));
    }
    expect(clock.now() - begun).toBeLessThan(60_000);
    await putPost(db, { id: 'o', channelId: OTHER, payload: saying('Hi'), whenDeleted: 'stop' }, clock.now());
    house.posting.wake();
    const put = clock.now();
    while (channels.taken('create', OTHER) === 0) {
      for (let turn = 0; turn < SETTLING; turn += 1) await new Promise(setImmediate);
      if (channels.taken('create', OTHER) === 0) clock.advance(Math.min(clock.next() ?? 0, MOST_MS));
    }
    expect(clock.now() - put).toBeLessThanOrEqual(5_000);
    expect(channels.taken('create', LOG)).toBeLessThan(50);
  });

  test('are all shown by the process that takes over where one died', async () => {
    const db = await memoryDatabase();
    const clock = testClock();
    const channels = limitedChannels(clock);
    const first = await process(db, clock, channels);
    await report(db, all.slice(0, 300));
    first.cases.start();
    first.posting.start();
    while (channels.taken('create', LOG) < 40) {
      for (let turn = 0; turn < SETTLING; turn += 1) await new Promise(setImmediate);
      clock.advance(Math.min(clock.next() ?? 0, MOST_MS));
    }
    await first.cases.stop();
    await first.posting.stop();
    expect(channels.taken('create', LOG)).toBeLessThan(60);
    const second = await process(db, clock, channels);
    start(second);
    await untilShown(second);
    expect(channels.taken('create', LOG)).toBe(300);
  });
});
