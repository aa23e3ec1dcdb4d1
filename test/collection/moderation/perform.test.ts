import { describe, expect, test } from 'vitest';
import { perform } from '../../../src/collection/moderation/perform.ts';
import { OasstClient } from '../../../src/oasst/client.ts';
import { testClock } from '../../support/clock.ts';
import { databases } from '../../support/database.ts';

const mo = { id: '42', name: 'Mo', locale: 'en-US' };
const user_id = '00000000-0000-4000-8000-000000000007';

/** A backend on the network of which nothing is known but how it answers. */
const answering = (answer: (request: Request) => Response) =>
  new OasstClient({
    url: 'http://backend.test',
    key: 'a-key',
    fetch: async (input, init) => answer(new Request(input, init)),
  });

describe.each(databases)('on $name', ({ open }) => {
  test('what a moderator does is written down here where the backend keeps no trail', async () => {
    const db = await open();
    const clock = testClock();
    const oasst = answering(({ method }) => new Response(null, { status: method === 'POST' ? 404 : 204 }));
    const parts = { db, oasst, clock };
    expect(await perform(parts, mo, { act: 'disable', user_id }, { personId: '7' })).toBeUndefined();
    expect(await db.selectFrom('acts').selectAll().execute()).toMatchObject([
      { act: 'disable', actor: '42', person_id: '7', subject: user_id, created_at: clock.now() },
    ]);
  });

  test('what the backend refuses is not', async () => {
    const db = await open();
    const oasst = answering(() => Response.json({ detail: 'No.' }, { status: 403 }));
    const parts = { db, oasst, clock: testClock() };
    await expect(perform(parts, mo, { act: 'disable', user_id })).rejects.toThrow();
    expect(await db.selectFrom('acts').selectAll().execute()).toEqual([]);
  });
});
