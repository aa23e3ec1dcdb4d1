import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { storedEmojiCodes } from '../../../src/backend/messages/emoji-codes.ts';
import { labelNames } from '../../../src/backend/messages/label-sets.ts';
import { TaskRequestType } from '../../../src/oasst/protocol.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { databases } from '../../support/database.ts';
import { KEY, type TestBackend, testBackend } from '../support/backend.ts';

const Operations = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })),
        requestBody: z.unknown().optional(),
      }),
    ),
  ),
});

const tables = [
  'backend_users',
  'backend_trees',
  'backend_messages',
  'backend_tasks',
  'backend_labels',
  'backend_rankings',
  'backend_places',
  'backend_emojis',
  'backend_revisions',
  'backend_flags',
] as const satisfies readonly (keyof Schema)[];

type Endpoint = { method: string; path: string; query: string[]; takesBody: boolean };

async function endpoints(backend: TestBackend): Promise<Endpoint[]> {
  const { paths } = Operations.parse((await backend.call('GET', '/api/v1/openapi.json')).body);
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.flatMap((one) => (one.in === 'query' ? [one.name] : [])),
      takesBody: requestBody !== undefined,
    })),
  );
}

// Anything, and what comes close to what is asked for.
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'en',
    'discord',
    'x'.repeat(300),
    "'; drop table x; --",
    '%',
    '$',
  ),
  fc.uuid(),
  fc.integer().map(String),
);
const person = fc.record(
  {
    id: fc.oneof(text, fc.integer(), fc.constant(null)),
    display_name: text,
    auth_method: fc.oneof(fc.constantFrom('discord', 'local', 'system'), text),
  },
  { requiredKeys: [] },
);
const fields = {
  type: fc.oneof(
    fc.constantFrom(...TaskRequestType.options),
    fc.constantFrom('text_reply_to_message', 'message_rating', 'message_ranking', 'text_labels'),
    text,
  ),
  user: fc.oneof({ weight: 3, arbitrary: person }, { weight: 1, arbitrary: fc.jsonValue() }),
  lang: fc.oneof(text, fc.constant(null)),
  collective: fc.oneof(fc.boolean(), fc.jsonValue()),
  message_id: fc.oneof(text, fc.integer()),
  user_message_id: text,
  text,
  ranking: fc.array(fc.oneof(fc.integer({ min: -2, max: 4 }), text, fc.double())),
  rating: fc.oneof(fc.integer(), fc.double(), text),
  labels: fc.dictionary(
    fc.oneof(fc.constantFrom<string>(...labelNames), fc.constantFrom('__proto__', 'constructor')),
    fc.oneof(fc.double(), fc.boolean(), text),
  ),
  task_id: fc.oneof(fc.uuid(), text),
  is_report: fc.oneof(fc.boolean(), text),
  emoji: fc.oneof(fc.constantFrom<string>(...storedEmojiCodes), text),
  op: text,
  reason: fc.oneof(text, fc.integer()),
  new_content: text,
  description: text,
  frontend_type: text,
  notes: text,
  enabled: fc.jsonValue(),
};
const known = fc.record(fields, { requiredKeys: [] });
const nearlyRight = fc.record({
  ...fields,
  type: fc.constantFrom(
    'text_reply_to_message',
    'message_rating',
    'message_ranking',
    'text_labels',
    'random',
  ),
  user: fc.constant({ id: '1', display_name: 'One', auth_method: 'discord' }),
  message_id: fc.oneof(text, fc.uuid()),
  ranking: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 1 }),
  rating: fc.integer({ min: 1, max: 1e12 }),
  labels: fc.constant({ spam: 0 }),
  task_id: fc.uuid(),
  is_report: fc.boolean(),
  emoji: fc.constantFrom<string>(...storedEmojiCodes),
  op: fc.constantFrom('add', 'remove', 'toggle'),
  collective: fc.boolean(),
  lang: text,
  enabled: fc.boolean(),
});
const body = fc.oneof(
  { weight: 5, arbitrary: nearlyRight.map((value) => JSON.stringify(value)) },
  { weight: 3, arbitrary: known.map((value) => JSON.stringify(value)) },
  {
    weight: 2,
    arbitrary: fc.tuple(known, person).map(([value, who]) => JSON.stringify({ ...value, ...who })),
  },
  { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('[', '{"user":', '"\\ud800"', '1e999', '{"a":1}{"b":2}', '\ufeff{}'),
  },
);
const header = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom('discord:1', 'discord:', ':', 'nobody', 'Discord:1', 'local:a:b'),
  fc.stringMatching(/^[ -~]{0,30}$/).map((value) => value.trim()),
);

const asked = fc.record({
  endpoint: fc.nat(),
  path: fc.array(fc.oneof(text, fc.constantFrom('day', 'total', 'discord', 'users_accepted_tos')), {
    minLength: 2,
    maxLength: 2,
  }),
  query: fc.dictionary(fc.nat(20).map(String), text, { maxKeys: 4 }),
  raw: fc.option(body, { nil: undefined }),
  user: header,
  type: fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', undefined),
  key: fc.oneof({ weight: 6, arbitrary: fc.constant<string | null>(KEY) }, fc.constantFrom(null, 'nope', '')),
});

describe.each(databases)('on $name', ({ open }) => {
  test('whatever is sent to whatever endpoint, the answer is documented and is no failure of ours', async () => {
    const backend = await testBackend({ db: await open(), samples: true });
    const described = await endpoints(backend);
    const withBodies = described.filter(({ takesBody }) => takesBody);
    const all = [...described, ...Array.from({ length: 6 }, () => withBodies).flat()];
    const [{ id } = { id: '' }] = await backend.db
      .selectFrom('backend_messages')
      .select('id')
      .orderBy('id')
      .execute();
    await fc.assert(
      fc.asyncProperty(asked, async ({ endpoint, path, query, raw, user, type, key }) => {
        const { method, path: template, query: names } = all[endpoint % all.length] ?? all[0] ?? never();
        const steps = [...path];
        const where = template.replaceAll(/\{(\w+)\}/g, (_, name) =>
          name === 'message_id' && endpoint % 3 === 0 ? id : encoded(steps.shift() || 'x'),
        );
        const given = Object.entries(query).map(
          ([index, value]) => `${names[Number(index) % (names.length || 1)] ?? 'q'}=${encoded(value)}`,
        );
        const withBody = method === 'GET' ? undefined : raw;
        const reply = await backend.call(method, `${where}?${given.join('&')}`, {
          key,
          headers: {
            ...(user === undefined ? {} : { 'x-oasst-user': user }),
            ...(type === undefined ? {} : { 'content-type': type }),
          },
          ...(withBody === undefined ? {} : { raw: withBody }),
        });
        // 503 is the protocol's "nothing to do" and "banned"
        expect(reply.status === 503 || reply.status < 500, `${method} ${where}: ${reply.status}`).toBe(true);
      }),
      { numRuns: 1_500, seed: 20_261_122 },
    );
    expect(backend.logged).toEqual([]);
  });

  test('a request that is refused writes nothing but the person it is about', async () => {
    const backend = await testBackend({ db: await open(), samples: true });
    const { user } = { user: { id: '1', display_name: 'One', auth_method: 'discord' } };
    await backend.call('POST', '/api/v1/frontend_users/', { body: user });
    const all = (await endpoints(backend)).filter(({ method }) => method !== 'GET');
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.oneof(known, nearlyRight), fc.uuid(), async (index, value, id) => {
        const { method, path } = all[index % all.length] ?? never();
        const before = await counts(backend);
        const reply = await backend.call(method, path.replaceAll(/\{\w+\}/g, id), {
          body: { ...value, user },
        });
        if (reply.status >= 400) expect(await counts(backend)).toEqual(before);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

test('a body of more than 1 MiB is refused by every endpoint that takes one', async () => {
  const backend = await testBackend({ settings: { rootTokens: ['root'] } });
  const headers = { authorization: 'Bearer root' };
  const raw = `{"text":"${'x'.repeat(1024 * 1024)}"}`;
  const taking = (await endpoints(backend)).filter(({ takesBody }) => takesBody);
  expect(taking.length).toBeGreaterThan(10);
  for (const { method, path } of taking) {
    const reply = await backend.call(method, path.replaceAll(/\{\w+\}/g, 'x'), { raw, headers });
    expect([method, path, reply.status]).toEqual([method, path, 413]);
  }
});

async function counts({ db }: TestBackend) {
  return Promise.all(
    tables.map(
      async (table) =>
        (
          await db
            .selectFrom(table)
            .select(({ fn }) => fn.countAll().as('rows'))
            .execute()
        )[0],
    ),
  );
}

function encoded(value: string) {
  return encodeURIComponent(value.toWellFormed());
}

function never(): never {
  throw new Error('there are endpoints');
}
