import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { OasstClient } from '../../src/oasst/client.ts';
import { OasstError, Unreachable } from '../../src/oasst/errors.ts';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { Task } from '../../src/oasst/tasks.ts';
import { fc } from '../support/same-cases.ts';
import { stubbed } from './double.ts';
import { labels, messageId, prompt, ranking, report, taskId, text, user, userId } from './samples.ts';

const lang = 'en';
const calls: ((client: OasstClient) => Promise<unknown>)[] = [
  (client) => client.fetchRandomTask(user, { lang }),
  (client) => client.ackTask(taskId, '1302'),
  (client) => client.nackTask(taskId, user),
  (client) => client.postInteraction(text),
  (client) => client.postInteraction(ranking),
  (client) => client.postInteraction(labels),
  (client) => client.closeTask('1302'),
  (client) => client.availability(user, lang),
  (client) => client.getFrontendUser(user),
  (client) => client.createFrontendUser(user),
  (client) => client.acceptTerms(user),
  (client) => client.userStats(userId),
  (client) => client.userScore(userId, 'day'),
  (client) => client.userWindow(userId, 'day'),
  (client) => client.leaderboard('day'),
  (client) => client.statsIntervals(),
  (client) => client.validLabels(),
  (client) => client.reportLabels(),
  (client) => client.report(report),
  (client) => client.emoji(messageId, user, '+1'),
  (client) => client.message(messageId),
  (client) => client.frontendMessage('1302-answer'),
  (client) => client.conversation(messageId),
  (client) => client.tree(messageId),
  (client) => client.treeState(messageId),
  (client) => client.treeStates(),
  (client) => client.findFrontendUser(user),
  (client) => client.messagesOf(user),
  (client) => client.showOnLeaderboard(user, false),
  (client) => client.deleteMessagesOf(userId),
  (client) => client.deletePerson(userId),
  (client) => client.progress(),
  (client) => client.personalData.overview(user),
  (client) => client.personalData.list(user, 'labels'),
  (client) => client.personalData.erase(user),
  (client) => client.personalData.unlink(user),
];

const call = fc.constantFrom(...calls);
const status = fc.oneof(
  fc.constantFrom(200, 201, 202, 404, 422, 429, 500, 503),
  fc.integer({ min: 200, max: 599 }),
);
const type = fc.constantFrom('application/json', 'text/html', 'application/json; charset=latin1', '');
const unit = 'binary' as const;

// Names of the protocol in random places reach deeper than random names ever would.
const name = fc.constantFrom(
  ...[
    'id',
    'type',
    'messages',
    'conversation',
    'reply_messages',
    'replies',
    'valid_labels',
    'labels',
    'text',
  ],
  ...[
    'message_id',
    'prompt',
    'scale',
    'error_code',
    'message',
    'detail',
    'loc',
    'emojis',
    '__proto__',
    'leaderboard',
  ],
);
const { tree: json } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, 0, -1.5, 2 ** 60, taskId, messageId, ...taskTypes, 'random', ''),
    fc.string({ unit }),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(name, fc.string()), tie('tree'), { maxKeys: 6 }),
  ),
}));

/** How a call ends: with a value, or with an OasstError that holds neither the key nor the person's words. */
async function ending(run: Promise<unknown>): Promise<unknown> {
  return run.catch((error: unknown) => {
    expect(error).toBeInstanceOf(OasstError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/sesame-key-7|Zwei Zeilen|Nelly/);
    return error;
  });
}

const runs = { numRuns: 1_500 };

test('whatever JSON comes with whatever status, a call ends with a value or an OasstError', async () => {
  const property = fc.asyncProperty(call, json, status, type, async (run, value, code, content) => {
    const init = { status: code, headers: { 'content-type': content } };
    const empty = [204, 205, 304].includes(code);
    await ending(run(stubbed(() => new Response(empty ? null : JSON.stringify(value), init)).client));
  });
  await fc.assert(property, runs);
});

test('whatever bytes come with whatever status, a call ends with a value or an OasstError', async () => {
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit }),
    fc.json().map((part) => part.slice(0, -1)),
  );
  const property = fc.asyncProperty(call, bytes, status, type, async (run, body, code, content) => {
    const init = { status: code, headers: { 'content-type': content } };
    const empty = [204, 205, 304].includes(code);
    await ending(
      run(stubbed(() => new Response(empty ? null : new Uint8Array(Buffer.from(body)), init)).client),
    );
  });
  await fc.assert(property, runs);
});

test('whatever a task has in place of one of its fields, it is a task or an OasstError', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...taskTypes),
    fc.dictionary(name, json),
    async (type, fields) => {
      await ending(
        calls[0]?.(stubbed(() => Response.json({ ...fields, id: taskId, type })).client) ?? Promise.reject(),
      );
    },
  );
  await fc.assert(property, runs);
});

test('whatever fetch throws, the call is Unreachable', async () => {
  const property = fc.asyncProperty(call, fc.anything(), async (run, thrown) => {
    expect(await ending(run(stubbed(() => Promise.reject(thrown)).client))).toBeInstanceOf(Unreachable);
  });
  await fc.assert(property, { numRuns: 300 });
});

test('whatever a person writes is sent once and to the letter, or not at all', async () => {
  const property = fc.asyncProperty(
    fc.string({ unit, maxLength: 300 }),
    fc.string({ unit }),
    async (words, id) => {
      const { client, requests } = stubbed(() => Response.json({ id: taskId, type: 'task_done' }));
      await ending(client.postInteraction({ ...text, text: words, user_message_id: id }));
      const bodies = await Promise.all(requests.map((request) => request.json()));
      const kept = (value: string) => value.toWellFormed().replaceAll('\0', '\uFFFD');
      const sendable = words !== '' && id !== '' && id.length <= 200;
      expect(bodies).toEqual(sendable ? [{ ...text, text: kept(words), user_message_id: kept(id) }] : []);
    },
  );
  await fc.assert(property, { numRuns: 500 });
});

const uuid = fc.uuid();
const message = fc.record(
  {
    text: fc.string({ unit }),
    is_assistant: fc.boolean(),
    id: fc.option(uuid),
    user_id: fc.option(uuid),
    lang: fc.option(fc.string()),
    emojis: fc.option(fc.dictionary(fc.string(), fc.nat())),
    user_emojis: fc.option(fc.array(fc.string())),
    synthetic: fc.option(fc.boolean()),
  },
  { requiredKeys: ['text', 'is_assistant'] },
);
const label = fc.record(
  {
    name: fc.string({ minLength: 1 }),
    widget: fc.string(),
    display_text: fc.string(),
    help_text: fc.option(fc.string()),
  },
  { requiredKeys: ['name', 'widget', 'display_text'] },
);
const conversation = fc.record({ messages: fc.array(message, { minLength: 1, maxLength: 5 }) });
const texts = fc.array(fc.string({ unit }), { minLength: 1, maxLength: 5 });
const candidates = fc.array(message, { minLength: 1, maxLength: 5 });
const labelling = {
  message_id: uuid,
  valid_labels: fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
  mandatory_labels: fc.option(fc.array(fc.string())),
  mode: fc.option(fc.string()),
  disposition: fc.option(fc.string()),
  labels: fc.option(fc.array(label)),
};
const optional = [
  'mandatory_labels',
  'mode',
  'disposition',
  'labels',
  'hint',
  'scale',
  'prompt',
  'reply',
] as const;
const scale = fc.tuple(fc.integer(), fc.nat()).map(([min, size]) => ({ min, max: min + size }));

const fields = {
  summarize_story: { story: fc.string({ unit }) },
  rate_summary: { full_text: fc.string(), summary: fc.string(), scale },
  initial_prompt: { hint: fc.option(fc.string()) },
  prompter_reply: { hint: fc.option(fc.string()), conversation },
  assistant_reply: { conversation },
  rank_initial_prompts: { prompts: texts, prompt_messages: fc.option(candidates) },
  rank_prompter_replies: { conversation, replies: texts, reply_messages: fc.option(candidates) },
  rank_assistant_replies: { conversation, replies: texts, reply_messages: fc.option(candidates) },
  label_initial_prompt: { ...labelling, prompt: fc.string(), conversation },
  label_prompter_reply: { ...labelling, reply: fc.string(), conversation },
  label_assistant_reply: { ...labelling, reply: fc.string(), conversation },
} satisfies Record<(typeof taskTypes)[number], Record<string, fc.Arbitrary<unknown>>>;

test.each(taskTypes)('every %s can be read, and reading what was read changes nothing', (type) => {
  const shape: Record<string, fc.Arbitrary<unknown>> = { id: uuid, type: fc.constant(type), ...fields[type] };
  const requiredKeys = Object.keys(shape).filter((key) => !optional.some((name) => name === key));
  fc.assert(
    fc.property(fc.record(shape, { requiredKeys }), (task) => {
      const once = Task.parse(task);
      expect(Task.parse(once)).toEqual(once);
      expect(Task.parse(JSON.parse(JSON.stringify(once)))).toEqual(JSON.parse(JSON.stringify(once)));
    }),
  );
});

test('the property of calls knows every call', () => {
  const methods = Object.getOwnPropertyNames(
    Object.getPrototypeOf(stubbed(() => Response.json(prompt)).client),
  );
  const used = new Set(calls.flatMap((run) => /client\.(?!personalData)(\w+)/.exec(String(run))?.[1] ?? []));
  const alias = ['fetchTask'];
  expect([...used, ...alias, 'constructor'].sort()).toEqual(methods.sort());
});
