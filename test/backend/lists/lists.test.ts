import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { databases } from '../../support/database.ts';
import { OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const Page = z.object({
  prev: z.string().nullable(),
  next: z.string().nullable(),
  items: z.array(z.looseObject({ id: z.string() })),
});

async function page(backend: TestBackend, path: string, query: Record<string, string>) {
  const { status, body } = await backend.call('GET', `/api/v1/${path}?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return Page.parse(body);
}

/** Everything, a page at a time, onwards from the beginning, and then back from the end. */
async function walk(backend: TestBackend, path: string, query: Record<string, string>) {
  const [onwards, back]: [string[], string[]] = [[], []];
  let at = await page(backend, path, query);
  onwards.push(...at.items.map(({ id }) => id));
  while (at.next !== null) {
    at = await page(backend, path, { ...query, after: at.next });
    onwards.push(...at.items.map(({ id }) => id));
  }
  back.unshift(...at.items.map(({ id }) => id));
  while (at.prev !== null) {
    at = await page(backend, path, { ...query, before: at.prev });
    back.unshift(...at.items.map(({ id }) => id));
  }
  return { onwards, back };
}

describe.each(databases)('on $name', ({ open }) => {
  test('pages of messages hold each message once, in order, whichever way they are turned', async () => {
    const backend = await testBackend({ db: await open(), samples: true });
    const all = z
      .array(z.looseObject({ id: z.string() }))
      .parse((await backend.call('GET', '/api/v1/messages/?max_count=1000&desc=false')).body);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 7, max: 80 }), fc.boolean(), async (size, desc) => {
        const query = { max_count: String(size), desc: String(desc) };
        const { onwards, back } = await walk(backend, 'messages/cursor', query);
        const ids = all.map(({ id }) => id);
        const expected = desc ? ids.reverse() : ids;
        expect(onwards).toEqual(expected);
        expect(expected.slice(-back.length)).toEqual(back);
        expect(back.length).toBeGreaterThanOrEqual(Math.min(size, expected.length));
      }),
      { numRuns: 8, seed: 11 },
    );
  });

  test('pages of people hold each person once, by either name', async () => {
    const backend = await testBackend({ db: await open() });
    for (const id of ['10', '9', '8', '77', '6']) {
      const user = { id, display_name: id === '9' ? 'Zoe' : 'Same name', auth_method: 'discord' };
      await backend.call('POST', '/api/v1/frontend_users/', { body: user });
    }
    const names = (by: string) => walk(backend, 'users/cursor', { max_count: '2', sort_key: by });
    expect((await names('username')).onwards).toEqual(['10', '6', '77', '8', '9']);
    expect((await names('display_name')).onwards.at(-1)).toBe('9');
    expect((await names('display_name')).onwards).toHaveLength(5);
    expect(await backend.call('GET', '/api/v1/users/cursor?sort_key=shoe_size')).toMatchObject({
      status: 400,
      body: { error_code: 100 },
    });
  });

  test('people are found between names and by a part of a name, which is no pattern', async () => {
    const backend = await testBackend({ db: await open() });
    for (const [id, display_name] of [
      ['a', '100%'],
      ['b', '100 percent'],
      ['c', 'Ann'],
      ['d', 'anna'],
    ])
      await backend.call('POST', '/api/v1/frontend_users/', {
        body: { id, display_name, auth_method: 'local' },
      });
    const ids = async (path: string) =>
      z
        .array(z.looseObject({ id: z.string() }))
        .parse((await backend.call('GET', `/api/v1/${path}`)).body)
        .map(({ id }) => id);
    expect(await ids('users/by_username?gte_username=b&lte_username=c')).toEqual(['b', 'c']);
    expect(await ids('frontend_users/?desc=true&max_count=2')).toEqual(['d', 'c']);
    expect(await ids('users/by_display_name?search_text=00%25')).toEqual(['a']);
    expect((await ids('users/by_display_name?search_text=ANN')).sort()).toEqual(['c', 'd']);
    expect(await ids('users/by_username?auth_method=discord')).toEqual([]);
  });

  test('messages are found by person, language, date, depth and words', async () => {
    const backend = await testBackend({ db: await open(), samples: true });
    const count = async (query: string) =>
      z
        .array(z.looseObject({}))
        .parse((await backend.call('GET', `/api/v1/messages/?max_count=1000&${query}`)).body).length;
    const all = await count('');
    const rows = await backend.db.selectFrom('backend_messages').selectAll().execute();
    expect(all).toBe(rows.length);
    expect(await count('lang=de')).toBe(rows.filter(({ lang }) => lang === 'de').length);
    expect(await count('only_roots=true')).toBe(rows.filter(({ depth }) => depth === 0).length);
    const middle = [...rows].sort((a, b) => a.created_at - b.created_at)[40]?.created_at ?? 0;
    const date = encodeURIComponent(new Date(middle).toISOString());
    expect((await count(`start_date=${date}`)) + (await count(`end_date=${date}`))).toBe(all);
    const { id: author } = await backend.db
      .selectFrom('backend_users')
      .select('id')
      .where('username', '=', 'sample-1')
      .executeTakeFirstOrThrow();
    expect(await count('auth_method=system&username=sample-1')).toBe(
      rows.filter(({ user_id }) => user_id === author).length,
    );
    const found = await page(backend, 'messages/cursor', { search_query: 'HONEY', max_count: '50' });
    expect(found.items.length).toBe(rows.filter(({ text }) => /honey/i.test(text)).length);
  });
});

test('an untrusted key lists its own people and messages only', async () => {
  const backend = await testBackend();
  await person(backend, 'a').complete('initial_prompt');
  const other = { key: OTHER_KEY };
  for (const path of ['messages/', 'users/by_username', 'frontend_users/'])
    expect((await backend.call('GET', `/api/v1/${path}`, other)).body).toEqual([]);
  expect((await backend.call('GET', '/api/v1/messages/cursor?api_client_id=bot', other)).status).toBe(403);
  expect((await backend.call('GET', '/api/v1/messages/')).body).toHaveLength(1);
});

test('what was deleted is listed on request only', async () => {
  const backend = await testBackend();
  await person(backend, 'a').complete('initial_prompt');
  const [{ id } = { id: '' }] = await backend.db.selectFrom('backend_messages').select('id').execute();
  await backend.call('DELETE', `/api/v1/messages/${id}`);
  expect((await backend.call('GET', '/api/v1/messages/')).body).toEqual([]);
  expect((await backend.call('GET', '/api/v1/messages/?allow_deleted=true')).body).toHaveLength(1);
  const own = '/api/v1/frontend_users/discord/a/messages';
  expect((await backend.call('GET', own)).body).toEqual([]);
  expect((await backend.call('GET', `${own}?include_deleted=1`)).body).toMatchObject([
    { user_is_author: true },
  ]);
});
