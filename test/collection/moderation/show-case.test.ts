import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { showCase } from '../../../src/collection/moderation/show-case.ts';
import { OasstClient } from '../../../src/oasst/client.ts';
import { keepCaseCard } from '../../../src/store/case-cards.ts';
import { decide, findCase, noteReport, staleCases } from '../../../src/store/cases.ts';
import { forgetInCases } from '../../../src/store/forget-cases.ts';
import { changeServer } from '../../../src/store/servers.ts';
import { testClock } from '../../support/clock.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { translator } from '../../support/scenes.ts';
import { waitFor } from '../../support/wait-for.ts';

const MESSAGE = '00000000-0000-4000-8000-000000000001';
const report = { messageId: MESSAGE, personId: '7', words: 'Very rude.', labels: [], madeAt: 1 };
const facts = { id: MESSAGE, text: 'Bread.', author: null, conversation: [], lang: 'en' };
const answer = () =>
  Response.json({ ...facts, is_assistant: false, deleted: false, state: 'growing', below: 0 });

/** A reported message, a log channel, a moderator with its card, and a backend that answers as each test says. */
async function scene(open: TestDatabase['open']) {
  const db = await open();
  const clock = testClock();
  await noteReport(db, report, 1);
  const [known] = await staleCases(db, 1);
  if (!known) return expect.fail();
  await changeServer(db, { id: '9', locale: 'en-US' }, { logChannel: '99' }, { by: '7', now: clock.now() });
  const place = { message_id: '1', token: 't', valid_until: clock.now() + 1_000, case_id: known.id };
  await keepCaseCard(db, { ...place, person_id: '42', locale: 'en-US' }, clock.now());
  const replies: (() => Promise<Response>)[] = [];
  const edits: (() => Promise<void>)[] = [];
  const card: string[] = [];
  const parts = {
    db,
    clock,
    translator,
    log: pino({ level: 'silent' }),
    oasst: new OasstClient({
      url: 'http://backend.test',
      key: 'key',
      fetch: async () => (await replies.shift()?.()) ?? answer(),
    }),
    posting: { deliver: async () => {}, start() {}, wake() {}, stop: async () => {} },
    messages: {
      async edit(_at: unknown, view: unknown) {
        await edits.shift()?.();
        card.push(JSON.stringify(view));
      },
    },
    isTrusted: async () => true,
  };
  const now = async () => (await findCase(db, known.id)) ?? expect.fail();
  const post = async () => (await db.selectFrom('posts').selectAll().executeTakeFirstOrThrow()).payload;
  return { db, known, parts, replies, edits, card, now, post };
}

/** Something that has been begun, and is let go on. */
function held<T>(value: () => T) {
  const [begun, open] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const work = async () => {
    begun.resolve();
    await open.promise;
    return value();
  };
  return { work, begun: begun.promise, letGo: open.resolve };
}

describe.each(databases)('on $name', ({ open }) => {
  test('a case that was decided while the backend was asked about it is not shown as open again', async () => {
    const { db, known, parts, replies, card, now, post } = await scene(open);
    const slow = held(answer);
    replies.push(slow.work);
    const older = showCase(parts, known);
    await slow.begun;
    await decide(db, known, { decision: 'keep', by: '42', actId: undefined }, 2);
    await showCase(parts, await now());
    await waitFor(() => card.length === 1);
    slow.letGo();
    await older;
    expect(await post()).toContain('kept it');
    expect(await staleCases(db, 1)).toEqual([]);
    expect(card).toEqual([expect.stringContaining('kept it')]);
  });

  test('the words of somebody who was forgotten meanwhile do not come back', async () => {
    const { db, known, parts, replies, now } = await scene(open);
    const slow = held(answer);
    replies.push(slow.work);
    const older = showCase(parts, known);
    await slow.begun;
    await forgetInCases(db, '7');
    slow.letGo();
    await older;
    expect(await db.selectFrom('posts').selectAll().execute()).toEqual([]);
    expect(await staleCases(db, 1)).toEqual([await now()]);
  });

  test('a card whose older form comes after the newer one gets the newer one again', async () => {
    const { db, known, parts, edits, card, now } = await scene(open);
    const slow = held(() => {});
    edits.push(slow.work);
    await showCase(parts, known);
    await slow.begun;
    await decide(db, known, { decision: 'delete', by: '42', actId: undefined }, 2);
    await showCase(parts, await now());
    await waitFor(() => card.length === 1);
    slow.letGo();
    await waitFor(() => card.length === 3);
    expect(card.map((one) => one.includes('deleted it'))).toEqual([true, false, true]);
  });
});
