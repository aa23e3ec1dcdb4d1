// What the wire's description names and the record does not hold.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readSettings } from '../../../src/backend/settings/settings-input.ts';
import { freshFolder } from '../../support/folder.ts';
import { OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

const MINUTE = 60_000;
const small = { reviewsForPrompt: 1, reviewsForReply: 1, rankingsNeeded: 1, goalTreeSize: 4, maxChildren: 2 };

async function planted(backend: TestBackend, lang = 'en') {
  const author = person(backend, 'author', lang);
  await author.text((await author.take('initial_prompt')).acked, freshId('What is this'), 'prompt');
}

async function growing(backend: TestBackend) {
  await planted(backend);
  await person(backend, 'reviewer').complete('label_initial_prompt');
}

async function replied(backend: TestBackend, who: string, name: string) {
  const writer = person(backend, who);
  const task = await writer.take('assistant_reply');
  return writer.text(task.acked, freshId('An answer'), name);
}

async function read(backend: TestBackend, name: string, rest = '') {
  const { body } = await backend.call('GET', `/api/v1/frontend_messages/${name}${rest}`);
  return z.looseObject({}).parse(body);
}

const stateOf = async (backend: TestBackend) => (await read(backend, 'prompt', '/tree/state')).state;

describe('window', () => {
  test('a message somebody writes an answer to is nobody else’s for five minutes; then both answers count', async () => {
    const backend = await testBackend({ settings: small });
    await growing(backend);
    const slow = person(backend, 'slow');
    const { acked } = await slow.take('assistant_reply');
    backend.clock.now += 5 * MINUTE - 1;
    expect((await person(backend, 'quick').request('assistant_reply')).status).toBe(503);
    backend.clock.now += 1;
    expect((await replied(backend, 'quick', 'first')).status).toBe(200);
    expect((await slow.text(acked, 'At last', 'second')).status).toBe(200);
  });
});

describe('review', () => {
  test.each([
    [[0, 0, 1], true],
    [[0, 1, 1], false],
    [[0.4, 0.4, 0.4], false],
    [[0.39, 0.39, 0.39], true],
  ])('three reviews that call a prompt spam by %j leave it accepted: %s', async (spam, accepted) => {
    const backend = await testBackend();
    await planted(backend);
    for (const [index, value] of spam.entries()) {
      const reviewer = person(backend, `r${index}`);
      const task = await reviewer.take('label_initial_prompt');
      expect((await reviewer.labels(task.id, task.message_id, { spam: value })).status).toBe(200);
    }
    expect(await read(backend, 'prompt')).toMatchObject({ review_result: accepted, review_count: 3 });
    expect(await stateOf(backend)).toBe(accepted ? 'prompt_lottery_waiting' : 'aborted_low_grade');
  });

  test('a refused reply is shown, does not count, and its place is offered again', async () => {
    const backend = await testBackend({ settings: { ...small, maxChildren: 1 } });
    await growing(backend);
    await replied(backend, 'a', 'bad');
    const reviewer = person(backend, 'r');
    const task = await reviewer.take('label_assistant_reply');
    await reviewer.labels(task.id, task.message_id, { spam: 1 });
    expect(await read(backend, 'bad')).toMatchObject({ review_result: false, deleted: false });
    expect((await replied(backend, 'b', 'good')).status).toBe(200); // the reference never offers it again
  });

  test('a late review can let a refused reply in while its tree grows, and never puts an accepted one out', async () => {
    const backend = await testBackend({ settings: { ...small, reviewsForReply: 2, replyThreshold: 0.4 } });
    await growing(backend);
    await replied(backend, 'a', 'reply');
    const reviewers = ['r1', 'r2', 'r3', 'r4'].map((id) => person(backend, id));
    const tasks: { id: string; message_id: string }[] = [];
    for (const reviewer of reviewers) tasks.push(await reviewer.take('label_assistant_reply'));
    const judge = async (index: number, spam: number) => {
      const task = tasks[index];
      await reviewers[index]?.labels(task?.id ?? '', task?.message_id ?? '', { spam });
      return (await read(backend, 'reply')).review_result;
    };
    expect(await judge(0, 1)).toBeNull();
    expect(await judge(1, 1)).toBe(false);
    expect(await judge(2, 0)).toBe(false);
    expect(await judge(3, 0)).toBe(true); // 1 − 2/4 is above 0.4
  });
});

describe('lang', () => {
  test('a reply whose front end says another language is reviewed with its tree all the same', async () => {
    const backend = await testBackend({ settings: small });
    await growing(backend);
    const writer = person(backend, 'a');
    const { acked } = await writer.take('assistant_reply');
    const body = {
      type: 'text_reply_to_message',
      user: writer.user,
      message_id: acked,
      user_message_id: 'reply',
    };
    await backend.call('POST', '/api/v1/tasks/interaction', {
      body: { ...body, text: 'Bonjour', lang: 'fr' },
    });
    expect(await read(backend, 'reply')).toMatchObject({ lang: 'fr' });
    expect((await person(backend, 'b').availability()).label_assistant_reply).toBe(1);
    expect((await person(backend, 'b', 'fr').availability()).label_assistant_reply).toBe(0);
  });

  test('a language is the same in every spelling, where it is asked for and where it is written', async () => {
    const backend = await testBackend({ settings: small });
    await planted(backend, 'PT_br'); // the reference takes every text as a language of its own
    for (const lang of ['pt-BR', 'pt_BR', 'PT-BR']) {
      expect((await person(backend, 'b', lang).availability()).label_initial_prompt).toBe(1);
      const { body } = await backend.call('GET', `/api/v1/messages/?lang=${lang}`);
      expect(body).toHaveLength(1);
    }
    expect(await backend.db.selectFrom('backend_messages').select(['lang', 'queue']).execute()).toEqual([
      { lang: 'pt-BR', queue: 'pt-BR' },
    ]);
  });

  test.each(['zz zz', 'english', 'x'.repeat(40)])('what is no language is refused: %j', async (lang) => {
    const backend = await testBackend({ settings: small });
    const somebody = person(backend, 'a', lang);
    expect(await somebody.request('random')).toMatchObject({ status: 400, body: { error_code: 1005 } });
    const asked = `/api/v1/tasks/availability?lang=${encodeURIComponent(lang)}`;
    const answer = await backend.call('POST', asked, { body: somebody.user });
    expect(answer).toMatchObject({ status: 400, body: { error_code: 1007 } });
    const { acked } = await person(backend, 'b').take('initial_prompt');
    const body = {
      user: person(backend, 'b').user,
      message_id: acked,
      user_message_id: 'p',
      text: 'Why?',
      lang,
    };
    expect(
      await backend.call('POST', '/api/v1/tasks/interaction', {
        body: { type: 'text_reply_to_message', ...body },
      }),
    ).toMatchObject({ status: 400, body: { error_code: 1004 } });
  });

  test('a language that is closed is the same in every spelling', async () => {
    const { closedToPrompts } = await readSettings({
      dataDir: await freshFolder(),
      assignments: ['closedToPrompts=["PT_br"]'],
    });
    const backend = await testBackend({ settings: { closedToPrompts } });
    expect((await person(backend, 'a', 'pt-br').availability()).initial_prompt).toBe(0);
  });

  test('a language that is closed takes no prompt, by name or by chance', async () => {
    const backend = await testBackend({ settings: { closedToPrompts: ['de'] } });
    const somebody = person(backend, 'a', 'de');
    expect((await somebody.availability()).initial_prompt).toBe(0);
    expect((await somebody.request('initial_prompt')).status).toBe(503); // the reference grants it
    expect((await somebody.request('random')).status).toBe(503);
    expect((await person(backend, 'a', 'en').request('initial_prompt')).status).toBe(200);
  });
});

describe('late-reply', () => {
  test('a reply that was begun while the tree grew is taken in later states, and never reviewed', async () => {
    const backend = await testBackend({ settings: { ...small, goalTreeSize: 3, maxChildren: 3 } });
    await growing(backend);
    await replied(backend, 'a', 'one');
    const late = person(backend, 'late');
    const { acked } = await late.take('assistant_reply');
    backend.clock.now += 6 * MINUTE;
    await replied(backend, 'b', 'two');
    for (const id of ['r1', 'r2']) await person(backend, id).complete('label_assistant_reply');
    expect(await stateOf(backend)).toBe('ranking');
    expect((await late.text(acked, 'Better late', 'three')).status).toBe(200);
    expect((await person(backend, 'x').availability()).label_assistant_reply).toBe(0);
    await person(backend, 'x').complete('rank_assistant_replies');
    expect(await stateOf(backend)).toBe('ready_for_export');
    expect(await read(backend, 'three')).toMatchObject({ review_result: null, rank: null });
  });
});

describe('stuck', () => {
  test('a tree without two accepted siblings does not stay in ranking', async () => {
    const backend = await testBackend({ settings: { ...small, goalTreeSize: 2, maxChildren: 1 } });
    await growing(backend);
    await replied(backend, 'a', 'one');
    await person(backend, 'r').complete('label_assistant_reply');
    expect(await stateOf(backend)).toBe('ready_for_export'); // the reference leaves it until it is started again
  });
});

describe('same-ack-id', () => {
  test('an id that another task was acked with is refused at once, and the first keeps it', async () => {
    const backend = await testBackend();
    const somebody = person(backend, 'a');
    const [first, second] = [await somebody.take('initial_prompt'), await somebody.take('initial_prompt')];
    const other = await backend.call('POST', `/api/v1/tasks/${second.id}/ack`, {
      body: { message_id: first.acked },
    });
    expect(other).toMatchObject({ status: 400, body: { error_code: 2103 } });
    const third = z.looseObject({ id: z.string() }).parse((await somebody.request('initial_prompt')).body);
    expect(
      await backend.call('POST', `/api/v1/tasks/${third.id}/ack`, { body: { message_id: first.acked } }),
    ).toMatchObject({ status: 400, body: { error_code: 1001 } }); // the reference takes it, and then neither works
    expect((await somebody.text(first.acked, 'Still mine')).status).toBe(200);
  });
});

describe('modes', () => {
  test('random asks for few labels of a prompter’s reply three times out of four, a request by name for all', async () => {
    const modes: unknown[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      const backend = await testBackend({
        seed,
        samples: true,
        settings: { taskWeights: { ...noWork, labelReply: 1 } },
      });
      await backend.db
        .updateTable('backend_messages')
        .set({ wanted: null })
        .where('wanted', '!=', 'label_prompter_reply')
        .execute();
      const { body } = await person(backend, 'a').request('random');
      modes.push(z.looseObject({ mode: z.string() }).parse(body).mode);
      const named = await person(backend, 'b').request('label_prompter_reply');
      expect(named.body).toMatchObject({ mode: 'full', disposition: 'quality' });
    }
    const full = modes.filter((mode) => mode === 'full').length / modes.length;
    expect(full).toBeGreaterThan(0.1);
    expect(full).toBeLessThan(0.45);
  });

  test('where few labels are asked for, others are refused and mandatory ones still needed', async () => {
    const backend = await testBackend({
      settings: {
        fullLabels: { label_initial_prompt: 0, label_assistant_reply: 0, label_prompter_reply: 0 },
      },
    });
    await planted(backend);
    const reviewer = person(backend, 'r');
    const task = await reviewer.take('label_initial_prompt');
    expect(task).toMatchObject({ mode: 'simple', valid_labels: ['spam', 'lang_mismatch'] });
    const judge = (labels: object) => reviewer.labels(task.id, task.message_id, labels);
    expect(await judge({ spam: 0, quality: 1 })).toMatchObject({ body: { error_code: 2051 } });
    expect(await judge({ lang_mismatch: 0 })).toMatchObject({ body: { error_code: 2052 } });
    expect((await judge({ spam: 0 })).status).toBe(200);
  });
});

const noWork = {
  ranking: 0,
  labelReply: 0,
  labelPrompt: 0,
  reply: 0,
  prompt: 0,
  rankPrompts: 0,
  summarize: 0,
  rate: 0,
};

test('the goal of a tree is drawn where the settings say so', async () => {
  const goals = new Set<number>();
  const backend = await testBackend({
    settings: { randomGoalTreeSize: true, goalTreeSize: 7, maxPending: 100 },
  });
  for (let count = 0; count < 25; count += 1) {
    await person(backend, freshId('w')).complete('initial_prompt');
  }
  for (const { goal_size } of await backend.db.selectFrom('backend_trees').select('goal_size').execute())
    goals.add(goal_size);
  expect([...goals].sort()).toEqual([5, 6, 7]);
});

describe('hf', () => {
  test('how toxic a text is nobody can say here, as when the reference cannot reach its model', async () => {
    const backend = await testBackend();
    const ask = (query: string, key?: string) =>
      backend.call('GET', `/api/v1/hf/text_toxicity${query}`, key === undefined ? {} : { key });
    expect(await ask('?msg=hello')).toMatchObject({ status: 400, body: { error_code: 3001 } });
    expect(await ask('?msg=hello', OTHER_KEY)).toMatchObject({ status: 403, body: { error_code: 2 } });
    expect(await ask('')).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['query', 'msg'], type: 'value_error.missing' }] },
    });
  });
});

describe('what cannot be stored is refused with the reference’s code and words, and says what it was', () => {
  const failed = (reason: string) => ({
    status: 400,
    body: { error_code: 1004, message: expect.stringMatching(`^Interaction request failed\\. .*${reason}`) },
  });

  test('texts', async () => {
    const backend = await testBackend({ settings: small });
    await planted(backend);
    const writer = person(backend, 'writer');
    const { acked } = await writer.take('initial_prompt');
    expect(await writer.text(acked, 'a\0b')).toMatchObject(failed('NUL'));
    expect(await writer.text(acked, 'a\ud800b')).toMatchObject(failed('surrogate'));
    expect(await writer.text(acked, 'Why?', 'prompt')).toMatchObject(failed('used before'));
    expect(await writer.text(acked, 'Why?', 'x'.repeat(201))).toMatchObject(failed('longer than 200'));
    expect((await writer.text(acked, 'Why?')).status).toBe(200);
  });

  test('labels', async () => {
    const backend = await testBackend();
    const { user } = person(backend, 'a');
    const message_id = '00000000-0000-4000-8000-000000000000';
    const body = { type: 'text_labels', user, message_id, text: '', labels: { spam: 1 } };
    expect(await backend.call('POST', '/api/v1/tasks/interaction', { body })).toMatchObject(
      failed('no message'),
    );
    expect(await backend.call('POST', '/api/v1/text_labels/', { body })).toMatchObject({
      status: 400,
      body: { detail: 'Bad Request. There is no message with this message_id.' },
    });
  });
});
