import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { postgresMissing } from '../../support/postgres.ts';
import { checkCollection } from '../support/invariants.ts';
import { freshId, person } from '../support/person.ts';
import {
  type Answered,
  type Asked,
  endProcesses,
  type Pair,
  pairOn,
  places,
  startProcesses,
} from './pair.ts';

const small = { reviewsForPrompt: 1, reviewsForReply: 1, rankingsNeeded: 1, goalTreeSize: 4, maxChildren: 2 };
const OutTask = z.looseObject({ id: z.string(), type: z.string() });

const userOf = (id: string) => ({ id, display_name: `Person ${id}`, auth_method: 'discord' });
const post = (path: string, body: unknown, by?: string): Asked => ({
  method: 'POST',
  path: `/api/v1${path}`,
  body,
  ...(by === undefined ? {} : { headers: { 'x-oasst-user': `discord:${by}` } }),
});
const request = (id: string, type: string) =>
  post('/tasks/', { type, user: userOf(id), lang: 'en', collective: false });
const text = (id: string, message_id: string, user_message_id: string, words: string) =>
  post('/tasks/interaction', {
    type: 'text_reply_to_message',
    user: userOf(id),
    message_id,
    user_message_id,
    text: words,
    lang: 'en',
  });
const labels = (id: string, task: { id: string; message_id: string }, spam = 0) =>
  post('/tasks/interaction', {
    type: 'text_labels',
    user: userOf(id),
    task_id: task.id,
    message_id: task.message_id,
    text: '',
    labels: { spam },
  });
const many = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

function tally(answers: readonly Answered[]) {
  const outcomes = answers.map(({ status, body }) => {
    const { error_code } = z.object({ error_code: z.number().optional() }).catch({}).parse(body);
    return error_code === undefined ? String(status) : `${status} ${error_code}`;
  });
  return Object.fromEntries(
    [...Map.groupBy(outcomes, (outcome) => outcome)].map(([name, all]) => [name, all.length]),
  );
}

async function planted({ here }: Pair, name = 'prompt') {
  const author = person(here, 'author');
  await author.text((await author.take('initial_prompt')).acked, freshId('Why is that'), name);
}

async function growing(pair: Pair) {
  await planted(pair);
  await person(pair.here, 'reviewer').complete('label_initial_prompt');
  await person(pair.here, 'anybody').availability(); // draws it
}

/** Eight answers to the prompt, by people who all began before anybody was done. */
async function heldReplies({ here }: Pair): Promise<Asked[]> {
  const replies = [];
  for (const who of many(8)) {
    const { acked } = await person(here, who).take('assistant_reply');
    here.clock.now += 301_000; // until then it is nobody else's
    replies.push(text(who, acked, `reply-${who}`, `An answer by ${who}`));
  }
  return replies;
}

async function treeState({ here }: Pair, name = 'prompt') {
  const { body } = await here.call('GET', `/api/v1/frontend_messages/${name}/tree/state`);
  return z.looseObject({ state: z.string() }).parse(body).state;
}

const skipped = postgresMissing === undefined ? '' : ` (PostgreSQL is skipped: ${postgresMissing})`;

describe.each(places)(`two processes on $name${skipped}`, (place) => {
  let processes: readonly ChildProcess[] = [];
  beforeAll(() => {
    processes = startProcesses();
  });
  afterAll(() => endProcesses(processes));

  test('make one row of a person whom all ask for at once', async () => {
    const pair = await pairOn(processes, place);
    expect(tally(await pair.both(times(10, post('/frontend_users/', userOf('new')))))).toEqual({ 200: 20 });
    expect(await pair.db.selectFrom('backend_users').select('id').execute()).toHaveLength(1);
  });

  test('take an answer once, however often it is sent', async () => {
    const pair = await pairOn(processes, place);
    const { acked } = await person(pair.here, 'a').take('initial_prompt');
    const answers = await pair.both(times(8, text('a', acked, 'mine', 'What is a quark?')));
    const { 200: taken, ...refused } = tally(answers);
    expect(taken).toBe(1);
    expect(
      Object.keys(refused).every((outcome) => ['400 2105', '400 1009', '400 1004'].includes(outcome)),
    ).toBe(true);
    expect(await pair.db.selectFrom('backend_messages').select('id').execute()).toHaveLength(1);
    await checkCollection(pair.db);
  });

  test('bind an id to one task only, and a task to one id only', async () => {
    const pair = await pairOn(processes, place);
    const somebody = person(pair.here, 'a');
    const ids = [];
    for (let count = 0; count < 4; count += 1)
      ids.push(OutTask.parse((await somebody.request('initial_prompt')).body).id);
    const [first = '', ...others] = ids;
    const sameId = await pair.both(others.map((id) => post(`/tasks/${id}/ack`, { message_id: 'the-same' })));
    expect(tally(sameId)).toEqual({ 204: 2, '400 1001': 4 });
    const sameTask = await pair.both(
      many(5).map((name) => post(`/tasks/${first}/ack`, { message_id: name })),
    );
    expect(tally(sameTask)).toEqual({ 204: 2, '400 2103': 8 });
  });

  test('give a message that is to be answered to one person only', async () => {
    const pair = await pairOn(processes, place, small);
    await growing(pair);
    const people = many(10);
    const answers = await pair.each(
      people.slice(0, 5).map((id) => request(id, 'assistant_reply')),
      people.slice(5).map((id) => request(id, 'assistant_reply')),
    );
    expect(tally(answers)).toEqual({ 200: 1, '503 1006': 9 });
  });

  test('never give anybody more than eight tasks', async () => {
    const pair = await pairOn(processes, place);
    expect(tally(await pair.both(times(10, request('a', 'initial_prompt'))))).toEqual({
      200: 8,
      '400 1012': 12,
    });
  });

  test('count every review once and accept a prompt once', async () => {
    const pair = await pairOn(processes, place);
    await planted(pair);
    const people = many(8);
    const tasks = [];
    for (const id of people)
      tasks.push({ id, task: await person(pair.here, id).take('label_initial_prompt') });
    const all = tasks.map(({ id, task }) => labels(id, task));
    const outcome = tally(await pair.both(all));
    expect(outcome).toMatchObject({ 200: 8 });
    expect((outcome['400 2105'] ?? 0) + (outcome['400 2053'] ?? 0)).toBe(8);
    expect(await treeState(pair)).toBe('prompt_lottery_waiting');
    const { review_count } = await pair.db
      .selectFrom('backend_messages')
      .select('review_count')
      .executeTakeFirstOrThrow();
    expect(review_count).toBe(8);
    await checkCollection(pair.db);
  });

  test('let no more trees grow than may', async () => {
    const pair = await pairOn(processes, place, { ...small, maxActiveTrees: 2, drawsPerTaskRequest: 0 });
    for (const name of many(6)) {
      await planted(pair, name);
      await person(pair.here, 'reviewer').complete('label_initial_prompt');
    }
    await pair.both(many(6).map((id) => post('/tasks/availability?lang=en', userOf(`x${id}`))));
    const rows = await pair.db
      .selectFrom('backend_trees')
      .select('id')
      .where('state', '=', 'growing')
      .execute();
    expect(rows).toHaveLength(2);
    await checkCollection(pair.db);
  });

  test('rank replies by everybody’s one voice, and finish the tree once', async () => {
    const pair = await pairOn(processes, place, { ...small, goalTreeSize: 3, rankingsNeeded: 3 });
    await growing(pair);
    for (const id of ['a', 'b']) await person(pair.here, id).complete('assistant_reply');
    for (const id of ['r1', 'r2']) await person(pair.here, id).complete('label_assistant_reply');
    expect(await treeState(pair)).toBe('ranking');
    const rankings = [];
    for (const id of many(5)) {
      const { acked } = await person(pair.here, id).take('rank_assistant_replies');
      rankings.push(
        post('/tasks/interaction', {
          type: 'message_ranking',
          user: userOf(id),
          message_id: acked,
          ranking: [1, 0],
        }),
      );
    }
    expect(tally(await pair.both(rankings))).toEqual({ 200: 5, '400 2105': 5 });
    expect(await treeState(pair)).toBe('ready_for_export');
    const ranks = await pair.db
      .selectFrom('backend_messages')
      .select('rank')
      .where('depth', '=', 1)
      .execute();
    expect(ranks.map(({ rank }) => rank).sort()).toEqual([0, 1]);
    await checkCollection(pair.db);
  });

  test('flag, report, skip, edit, delete and undelete at once, and nothing is half done', async () => {
    const pair = await pairOn(processes, place, small);
    await growing(pair);
    const replier = person(pair.here, 'replier');
    await replier.text((await replier.take('assistant_reply')).acked, 'With fields.', 'reply');
    const { id } = await pair.db
      .selectFrom('backend_messages')
      .select('id')
      .where('frontend_message_id', '=', 'reply')
      .executeTakeFirstOrThrow();
    const flags = many(5).flatMap((who) => [
      post(`/messages/${id}/emoji`, { user: userOf(who), emoji: 'red_flag', op: 'add' }),
      post('/text_labels/', { user: userOf(who), message_id: id, text: '', labels: {}, is_report: true }),
    ]);
    const edits = many(3).map((who) =>
      post(`/messages/${id}/edit`, { user: userOf(who), new_content: `By ${who}` }),
    );
    const undo = { method: 'PUT', path: `/api/v1/messages/${id}/undelete` };
    const gone = { method: 'DELETE', path: `/api/v1/messages/${id}` };
    const answers = await pair.both([...flags, ...edits, gone, undo, ...edits, gone]);
    expect(answers.filter(({ status }) => status >= 400)).toEqual([]);
    const steps = await pair.db.selectFrom('backend_revisions').select('step').orderBy('step').execute();
    expect(steps.map(({ step }) => step)).toEqual([...Array(13).keys()]); // twelve edits and the first text
    const flagged = await pair.db.selectFrom('backend_emojis').select('user_id').execute();
    expect(flagged).toHaveLength(5);
    await checkCollection(pair.db);
  });

  test('count every reply to a message that many answer at once', async () => {
    const pair = await pairOn(processes, place, { ...small, maxChildren: 20, goalTreeSize: 30 });
    await growing(pair);
    const replies = await heldReplies(pair);
    expect(tally(await pair.each(replies.slice(0, 4), replies.slice(4)))).toEqual({ 200: 8 });
    const { child_count } = await pair.db
      .selectFrom('backend_messages')
      .select('child_count')
      .where('depth', '=', 0)
      .executeTakeFirstOrThrow();
    expect(child_count).toBe(8);
    await checkCollection(pair.db);
  });

  test('stop and start a tree while people write, and take no reply into a stopped one', async () => {
    const pair = await pairOn(processes, place, { ...small, maxChildren: 20, goalTreeSize: 30 });
    await growing(pair);
    const { id } = await pair.db.selectFrom('backend_messages').select('id').executeTakeFirstOrThrow();
    const replies = await heldReplies(pair);
    const halt = (stop: boolean) => ({
      method: 'PUT',
      path: `/api/v1/messages/${id}/tree/state?halt=${stop}`,
    });
    const answers = await pair.each(
      [...replies.slice(0, 4), halt(true), halt(false)],
      [...replies.slice(4), halt(true), halt(false)],
    );
    const outcome = tally(answers);
    expect(Object.keys(outcome).every((name) => ['200', '400 2010'].includes(name))).toBe(true);
    const stored = await pair.db.selectFrom('backend_messages').select('id').where('depth', '=', 1).execute();
    expect(stored).toHaveLength((outcome[200] ?? 0) - 4);
    await checkCollection(pair.db);
  });

  test('work through whole trees side by side', async () => {
    const pair = await pairOn(processes, place, { ...small, backlogChance: 1 });
    for (const name of many(3)) await planted(pair, name);
    const types = [
      'label_initial_prompt',
      'assistant_reply',
      'label_assistant_reply',
      'prompter_reply',
      'label_prompter_reply',
      'rank_assistant_replies',
    ];
    for (let round = 0; round < 12; round += 1) {
      const people = Array.from({ length: 6 }, (_, index) => `w${round % 4}-${index}`);
      const asked = people.map((id, index) => request(id, types[(round + index) % types.length] ?? 'random'));
      const tasks = (await pair.each(asked.slice(0, 3), asked.slice(3))).map(
        ({ body }) => OutTask.safeParse(body).data,
      );
      const answers = tasks.flatMap((task, index) => {
        const id = people[index] ?? '';
        const acked = freshId('ack');
        return task
          ? [[post(`/tasks/${task.id}/ack`, { message_id: acked }), answerTo(id, task, acked)] as const]
          : [];
      });
      await pair.each(
        answers.map(([ack]) => ack),
        [],
      );
      const replies = await pair.both(answers.map(([, answer]) => answer));
      expect(replies.filter(({ status }) => status >= 500)).toEqual([]);
      await checkCollection(pair.db);
      pair.here.clock.now += 400_000;
    }
    expect((await pair.db.selectFrom('backend_messages').select('id').execute()).length).toBeGreaterThan(6);
  });
});

function answerTo(id: string, task: z.infer<typeof OutTask>, acked: string): Asked {
  if (task.type.startsWith('label_'))
    return labels(id, { id: task.id, message_id: z.string().parse(task.message_id) });
  if (task.type.startsWith('rank_'))
    return post('/tasks/interaction', {
      type: 'message_ranking',
      user: userOf(id),
      message_id: acked,
      ranking: z
        .array(z.unknown())
        .parse(task.replies)
        .map((_, index) => index),
    });
  return text(id, acked, freshId('reply'), freshId('Some words of mine'));
}
