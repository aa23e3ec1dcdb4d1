import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../sandbox/driver/person.ts';
import { shuffle } from '../../src/backend/random.ts';
import { defaults } from '../../src/backend/settings/settings.ts';
import { runExport } from '../../src/dataset/export/export.ts';
import { readExportOptions } from '../../src/dataset/export/options.ts';
import type { Schema } from '../../src/store/schema.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { workOnce } from '../support/worker.ts';

const TREES = 20;
const REVIEWS = defaults.reviewsForReply;
const VOICES = defaults.rankingsNeeded;
const SPAM = 'BUY CHEAP WATCHES NOW';
const names = ['Ada', 'Ben', 'Cem', 'Dia', 'Eli', 'Fay', 'Gus', 'Hua', 'Ida', 'Jon', 'Kim', 'Leo'];
const settings = { goalTreeSize: 4, maxChildren: 2 }; // small trees, so that it takes seconds

const Message = z.object({
  message_id: z.string(),
  user_id: z.string(),
  text: z.string(),
  role: z.enum(['prompter', 'assistant']),
  review_count: z.number(),
  review_result: z.literal(true),
  rank: z.number().nullable(),
  labels: z.record(z.string(), z.object({ value: z.number().nullable(), count: z.number() })),
  events: z.object({ ranking: z.array(z.object({ user_id: z.string() })).nullable() }),
  get replies() {
    return z.array(Message);
  },
});
type Message = z.infer<typeof Message>;
const Tree = z.object({ message_tree_id: z.string(), tree_state: z.string(), prompt: Message });

test('twelve people bring twenty trees from nothing to a dataset', { timeout: 300_000 }, async () => {
  const dataDir = await freshFolder();
  const random = seededRandom(12);
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({ dataDir, clock, random, newId: seededIds(random), settings });
  onTestFinished(() => house.close());
  const people: Person[] = [];
  for (const name of names) people.push(await house.contributor(name));

  const prompts = [SPAM, ...Array.from({ length: TREES }, (_, index) => `Question number ${index + 1}?`)];
  for (let turn = 0, idle = 0; idle < people.length; turn += 1) {
    const person = people[turn % people.length];
    const prompt = turn % 4 === 0 ? prompts.shift() : undefined;
    const worked =
      person &&
      (await workOnce(person, prompt === undefined ? {} : { type: 'initial_prompt' }, {
        text: (seen) =>
          prompt ?? (seen.includes('Write a prompt') ? undefined : `${person.name} on turn ${turn}.`),
        isSpam: (seen) => seen.includes(SPAM),
        order: (candidates) => shuffle(candidates, random),
        passTime: (ms) => clock.advance(ms),
      }));
    idle = worked || prompts.length > 0 ? 0 : idle + 1;
    clock.advance(30_000);
  }

  const file = join(dataDir, 'dataset.jsonl');
  await runExport(readExportOptions([file, '--labels', '--events', '--data-dir', dataDir], {}), silent());
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const trees = lines.map((line) => Tree.parse(JSON.parse(line)));
  const messages = trees.flatMap(({ prompt }) => withReplies(prompt));
  const counts = {
    trees: trees.length,
    messages: messages.length,
    'by the prompter': messages.filter(({ role }) => role === 'prompter').length,
    'by the assistant': messages.filter(({ role }) => role === 'assistant').length,
    authors: new Set(messages.map(({ user_id }) => user_id)).size,
    reviews: messages.reduce((sum, { labels }) => sum + (labels.spam?.count ?? 0), 0),
    rankings: messages.reduce((sum, { events }) => sum + (events?.ranking?.length ?? 0), 0),
    'ranked replies': messages.filter(({ rank }) => rank !== null).length,
  };
  const shapes = trees.map(({ prompt }) => `${prompt.text} ${withReplies(prompt).length} messages`);
  process.stdout.write(
    `\nThe dataset of a community: ${JSON.stringify(counts, null, 2)}\n${shapes.join('\n')}\n`,
  );

  expect(counts).toMatchObject({
    trees: TREES,
    messages: TREES * settings.goalTreeSize,
    authors: names.length,
  });
  expect(messages.map(({ text }) => text)).not.toContain(SPAM);
  expect(new Set(messages.map(({ text }) => text)).size).toBe(counts.messages);
  expect(counts.reviews).toBe(counts.messages * REVIEWS);
  for (const { review_count, labels } of messages) {
    expect(review_count).toBe(REVIEWS);
    expect(labels.spam?.value).toBe(0);
  }
  for (const { replies, events } of messages) {
    const isRanked = replies.length > 1;
    expect(events?.ranking?.length ?? 0).toBe(isRanked ? VOICES : 0);
    expect(replies.map(({ rank }) => rank)).toEqual(replies.map((_, place) => (isRanked ? place : null)));
  }
  expect(await doneTasks(house.db)).toEqual({
    initial_prompt: TREES + 1, // the spam among them
    label_initial_prompt: (TREES + 1) * REVIEWS,
    prompter_reply: counts['by the prompter'] - TREES,
    label_prompter_reply: (counts['by the prompter'] - TREES) * REVIEWS,
    assistant_reply: counts['by the assistant'],
    label_assistant_reply: counts['by the assistant'] * REVIEWS,
    rank_assistant_replies: counts.rankings,
  });
  expect(await house.db.selectFrom('outbox').select('id').where('state', '!=', 'sent').execute()).toEqual([]);
});

function withReplies(message: Message): Message[] {
  return [message, ...message.replies.flatMap(withReplies)];
}

async function doneTasks(db: Kysely<Schema>) {
  const rows = await db
    .selectFrom('backend_tasks')
    .select(({ fn }) => ['type', fn.countAll<number>().as('count')])
    .where('done_at', 'is not', null)
    .groupBy('type')
    .execute();
  return Object.fromEntries(rows.map(({ type, count }) => [type, Number(count)]));
}

function silent() {
  const stream = () => new PassThrough().resume();
  const { signal } = new AbortController();
  return { stdin: stream(), stdout: stream(), stderr: stream(), now: () => 0, signal };
}
