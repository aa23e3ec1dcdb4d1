import { describe, expect, test } from 'vitest';
import type { Settings } from '../../src/backend/settings.ts';
import { KEY, OTHER_KEY, type TestBackend, testBackend } from './support/backend.ts';
import { person } from './support/person.ts';
import { codeOf, recorded, replayer } from './support/recorded.ts';

const unlimited = { most: Number.MAX_SAFE_INTEGER, ms: 1 };
const likeTheReference: Partial<Settings> = {
  rankInitialPrompts: false,
  rankPrompterReplies: false,
  summaries: false,
  maxPending: Number.MAX_SAFE_INTEGER, // the record was made over minutes, with tasks released by hand
  limits: {
    person: unlimited,
    assistantReply: unlimited,
    prompterReply: unlimited,
    withoutPerson: unlimited,
  },
};

// Mistakes of the client, which the reference answers with 500; and one that it takes although nobody can read it.
const better: Record<string, number> = {
  'tasks/body-missing': 422,
  'tasks/body-array': 422,
  'tasks/body-null': 422,
  'tasks/body-user-string': 422,
  'nack/reason-600-chars': 422,
  'auth/check-garbage-cookie': 403,
  'frontend_users/display-name-of-300-chars': 422,
  'frontend_users/id-of-200-chars': 422,
  'close/unknown': 400,
  'user-stats/unknown-user-time-frame': 404,
};

// Endpoints for moderators and statistics, which come with the full life of a tree.
const later = [
  /^stats\//,
  /^lifecycle-default\/(41|52)-/,
  /^trollboards\//,
  /^admin\//,
  /^auth\/stats/,
  /^routing\/stats/,
  /^frontend_users\/(messages|list-deprecated)$/,
  /^messages\/(list|cursor|max_count|longest|max-children)/,
  /^users\/(messages|by_display_name|cursor)$/,
  /^untrusted\/(stats|tree-manager|message-list|delete-message|backend_settings-full)$/,
];

const skipped = recorded === undefined ? 'the record of a real backend is not at hand' : undefined;

describe.skipIf(skipped)(`recorded exchanges${skipped ? ` (skipped: ${skipped})` : ''}`, () => {
  test('requests, acks, nacks and texts on an empty backend get the recorded status, code and fields', async () => {
    const backend = await testBackend({ settings: likeTheReference });
    await replay(backend, 'auth/missing-api-key', 'users/display-name-after-change');
  });

  test('a tree’s life, people, emojis, labels and standings get the recorded status, code and fields', async () => {
    const backend = await testBackend({ settings: likeTheReference });
    const reviewer = (id: string) => person(backend, id);
    await replay(backend, 'lifecycle-default/01-initial-prompt/task', 'lifecycle-default/24-');
    for (const id of ['x1', 'x2']) await reviewer(id).complete('label_assistant_reply');
    await replay(backend, 'lifecycle-default/25-', 'lifecycle-default/30-');
    for (const id of ['x1', 'x2']) await reviewer(id).complete('label_prompter_reply');
    await replay(backend, 'lifecycle-default/31-', 'lifecycle-default/32-');
    await growUntilRanked(backend);
    await replay(backend, 'lifecycle-default/40-', 'ranking/09-');
    await replay(backend, 'ranking/11-', 'lifecycle-default/53-');
    await replay(
      backend,
      'users/create-disabled',
      'emoji/new-user-is-created',
      /^messages\/(children|descendants)/,
    );
    await replay(backend, 'text_labels/valid_labels', 'close/unknown');
    await replay(backend, 'user-stats/before-any-update', 'collective/4-');
    await replay(backend, 'collective/6-', 'collective/7-');
  });

  test('limits get the recorded status, code and fields', async () => {
    const pending = await testBackend();
    await replay(pending, 'limits/pending/1-of-8', 'limits/pending/after-nack');
    const rate = await testBackend();
    for (let request = 1; request < 30; request += 1)
      await person(rate, '1061').request('rank_initial_prompts');
    await replay(rate, 'limits/rate/user-30th-request', 'limits/rate/after-assistant-limit-random-ok');
  });
});

async function growUntilRanked(backend: TestBackend) {
  const people = Array.from({ length: 12 }, (_, index) => person(backend, `grower-${index}`));
  const types = [
    'label_assistant_reply',
    'label_prompter_reply',
    'assistant_reply',
    'prompter_reply',
  ] as const;
  for (let round = 0; round < 60; round += 1) {
    for (const somebody of people) {
      const counts = await somebody.availability();
      const type = types.find((kind) => (counts[kind] ?? 0) > 0);
      if (type) await somebody.complete(type);
    }
    backend.clock.now += 6 * 60_000;
  }
}

async function replay(backend: TestBackend, from: string, to: string, but?: RegExp) {
  const all = recorded ?? [];
  const first = all.findIndex(({ name }) => name.startsWith(from));
  const last = all.findIndex(({ name }) => name.startsWith(to));
  if (first < 0 || last < first) throw new Error(`no such part of the record: ${from} … ${to}`);
  const { send } = replayers.get(backend) ?? newReplayer(backend);
  const differences: string[] = [];
  for (const exchange of all.slice(first, last + 1)) {
    const { name, response } = exchange;
    if (later.some((pattern) => pattern.test(name)) || but?.test(name)) continue;
    backend.clock.now += 1;
    const reply = await send(backend, exchange);
    const expected =
      better[name] === undefined
        ? [response.status, codeOf(response.body)]
        : [better[name], codeOf(reply.body)];
    const got = [reply.status, codeOf(reply.body)];
    const shapes = [fields(reply.body, response.body), fields(response.body, reply.body)];
    if (reply.status < 300 && String(shapes[0]) !== String(shapes[1]))
      differences.push(`${name}: has ${shapes[0]}, recorded ${shapes[1]}`);
    if (String(got) !== String(expected)) differences.push(`${name}: ${got}, recorded ${expected}`);
  }
  expect(differences).toEqual([]);
  expect(backend.logged).toEqual([]);
}

const replayers = new WeakMap<TestBackend, ReturnType<typeof replayer>>();

function newReplayer(backend: TestBackend) {
  const made = replayer(recorded ?? [], { '1234': KEY, '<untrusted-api-key>': OTHER_KEY });
  replayers.set(backend, made);
  return made;
}

/** The names of all fields, as far down as both answers go; not those of counted emojis. */
function fields(value: unknown, other: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || typeof other !== 'object' || other === null)
    return [path];
  if (path.endsWith('emojis')) return [path];
  if (Array.isArray(value)) {
    const both = Array.isArray(other) && value.length > 0 && other.length > 0;
    return both ? fields(value[0], other[0], `${path}[]`) : [path];
  }
  return Object.keys(value)
    .sort()
    .flatMap((key) => fields(Reflect.get(value, key), Reflect.get(other, key), `${path}.${key}`));
}
