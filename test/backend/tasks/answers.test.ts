import { describe, expect, test } from 'vitest';
import { Task } from '../../../src/oasst/tasks.ts';
import { databases } from '../../support/database.ts';
import { testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

/** Whatever texts are like. */
const any = { own: 0, promptToOthers: 0, replyToOthers: 0 };

describe('texts', () => {
  test('are stripped at both ends and kept byte for byte inside', async () => {
    const backend = await testBackend();
    const somebody = person(backend, 'a');
    const { acked } = await somebody.take('initial_prompt');
    await somebody.text(acked, ' \u00a0\n**Hi**\r\n\tthere  😀\u3000', 'mine');
    const { body } = await backend.call('GET', '/api/v1/frontend_messages/mine');
    expect(body).toMatchObject({ text: '**Hi**\r\n\tthere  😀', lang: 'en', is_assistant: false });
  });

  test.each([
    ['', 422, undefined],
    [' \u00a0\n', 422, undefined],
    ['😀'.repeat(2_001), 400, 1008],
    ['a\0b', 400, 1004],
    ['half \ud83d of it', 400, 1004],
  ])('%j is refused with %i, and the task stays open', async (text, status, code) => {
    const backend = await testBackend();
    const somebody = person(backend, 'a');
    const { acked } = await somebody.take('initial_prompt');
    const refused = await somebody.text(acked, text);
    expect(refused.status).toBe(status);
    expect(refused.body).toMatchObject(
      code === undefined ? { detail: [{ loc: ['body', 'text'] }] } : { error_code: code },
    );
    expect((await somebody.text(acked, '😀'.repeat(2_000))).status).toBe(200);
  });

  test('a text of nothing but zero-width characters is none, and what is written around them is kept', async () => {
    const somebody = person(await testBackend(), 'a');
    const { acked } = await somebody.take('initial_prompt');
    expect((await somebody.text(acked, '\u200b\u2060\u200d')).status).toBe(422);
    expect((await somebody.text(acked, '\u200bfamily: 👨\u200d👩')).status).toBe(200);
  });

  test('the same text of the same person is refused for two hours', async () => {
    const backend = await testBackend();
    const somebody = person(backend, 'a');
    await somebody.complete('initial_prompt', 'Why do cats purr?');
    const { acked } = await somebody.take('initial_prompt');
    expect(await somebody.text(acked, 'Why do cats purr? ')).toMatchObject({
      status: 400,
      body: { error_code: 1009 },
    });
    backend.clock.now += 120 * 60_000;
    expect((await somebody.text(acked, 'Why do cats purr?')).status).toBe(200);
  });

  test('capitals, blanks and full-width letters make no other text, one more word does', async () => {
    const backend = await testBackend({ settings: { similarity: any } });
    const somebody = person(backend, 'a');
    await somebody.complete('initial_prompt', 'Почему   кошки\nмурлыкают? Why?');
    const { acked } = await somebody.take('initial_prompt');
    for (const again of ['почему кошки мурлыкают? WHY?', '  Почему кошки мурлыкают?\tＷｈｙ？'])
      expect(await somebody.text(acked, again)).toMatchObject({ status: 400, body: { error_code: 1009 } });
    expect((await somebody.text(acked, 'Почему кошки мурлыкают? And why?')).status).toBe(200);
    const other = person(backend, 'b');
    const theirs = await other.take('initial_prompt');
    expect((await other.text(theirs.acked, 'Почему кошки мурлыкают? Why?')).status).toBe(200);
  });

  test('the same words are known of a text that nothing was made of yet to compare it by', async () => {
    const backend = await testBackend({ settings: { similarity: any } });
    const somebody = person(backend, 'a');
    await somebody.complete('initial_prompt', 'Why do cats purr all night long?');
    const nothing = { band_1: null, band_2: null, band_3: null, band_4: null };
    await backend.db.updateTable('backend_messages').set(nothing).execute();
    const { acked } = await somebody.take('initial_prompt');
    expect(await somebody.text(acked, 'WHY do cats purr all night long?')).toMatchObject({
      status: 400,
      body: { error_code: 1009 },
    });
    expect((await somebody.text(acked, 'Why do dogs purr all night long?')).status).toBe(200);
  });

  test('a prompt has three characters at least, a reply as many as a setting says', async () => {
    const backend = await testBackend({ settings: { reviewsForPrompt: 1, shortestReply: 2 } });
    const somebody = person(backend, 'a');
    const { acked } = await somebody.take('initial_prompt');
    for (const short of ['?', ' 😀😀 '])
      expect(await somebody.text(acked, short)).toMatchObject({ status: 400, body: { error_code: 9008 } });
    expect((await somebody.text(acked, '你好吗')).status).toBe(200);
    await person(backend, 'b').complete('label_initial_prompt');
    const helper = person(backend, 'c');
    const reply = await helper.take('assistant_reply');
    expect(await helper.text(reply.acked, '4')).toMatchObject({ status: 400, body: { error_code: 9008 } });
    expect((await helper.text(reply.acked, '42')).status).toBe(200);
  });

  test('an id that was used before, in a message or in a summary, is refused with 1004', async () => {
    const backend = await testBackend({ samples: true });
    const somebody = person(backend, 'a');
    const story = await somebody.take('summarize_story');
    expect((await somebody.text(story.acked, 'A short summary', 'used')).status).toBe(200);
    const prompt = await somebody.take('initial_prompt');
    expect(await somebody.text(prompt.acked, 'A prompt', 'used')).toMatchObject({
      status: 400,
      body: { error_code: 1004 },
    });
  });

  test('a snowflake sent as a number keeps its digits', async () => {
    const backend = await testBackend();
    const raw =
      '{"type":"initial_prompt","user":{"id":1155000000000000001,"display_name":"x","auth_method":"discord"}}';
    await backend.call('POST', '/api/v1/tasks/', { raw });
    const known = await backend.call('GET', '/api/v1/frontend_users/discord/1155000000000000001');
    expect(known.status).toBe(200);
  });
});

describe('reviews', () => {
  test('two bad marks of three abort a prompt’s tree', async () => {
    const backend = await testBackend();
    const author = person(backend, 'author');
    const { acked } = await author.take('initial_prompt');
    await author.text(acked, 'buy now', 'the-prompt');
    for (const [id, spam] of [
      ['r1', 1],
      ['r2', 0],
      ['r3', 1],
    ] as const) {
      const task = await person(backend, id).take('label_initial_prompt');
      await person(backend, id).labels(task.id, task.message_id, { spam });
    }
    const { body } = await backend.call('GET', '/api/v1/frontend_messages/the-prompt/tree/state');
    expect(body).toMatchObject({ state: 'aborted_low_grade', active: false });
    expect((await person(backend, 'r4').availability()).label_initial_prompt).toBe(0);
  });

  test('an author is never asked to review their own message, nor anybody twice', async () => {
    const backend = await testBackend();
    const author = person(backend, 'author');
    await author.complete('initial_prompt');
    expect((await author.request('label_initial_prompt')).status).toBe(503);
    const reviewer = person(backend, 'r1');
    const [task, again] = [
      await reviewer.take('label_initial_prompt'),
      await reviewer.take('label_initial_prompt'),
    ];
    expect((await reviewer.labels(task.id, task.message_id, { spam: false, quality: 0.75 })).status).toBe(
      200,
    );
    expect(await reviewer.labels(again.id, again.message_id, { spam: 0 })).toMatchObject({
      status: 400,
      body: { error_code: 2053 },
    });
    expect((await reviewer.request('label_initial_prompt')).status).toBe(503);
  });
});

describe('rankings', () => {
  test('the best is rank 0, in the order that the task showed', async () => {
    const backend = await testBackend({ samples: true });
    const orders: string[][] = [];
    for (const id of ['a', 'b', 'c']) {
      const somebody = person(backend, id, 'de');
      const task = await somebody.take('rank_assistant_replies');
      const ids = task.reply_messages.map((message) => String(message.id)).sort();
      const ranking = ids.map((best) => task.reply_messages.findIndex((message) => message.id === best));
      expect((await somebody.ranking(task.acked, ranking)).status).toBe(200);
      orders.push(ids);
      await somebody.complete('rank_prompter_replies');
    }
    const ranks = await backend.db
      .selectFrom('backend_messages')
      .select(['id', 'rank', 'ranking_count'])
      .where('id', 'in', orders[0] ?? [])
      .orderBy('rank')
      .execute();
    expect(ranks).toEqual((orders[0] ?? []).map((id, rank) => ({ id, rank, ranking_count: 3 })));
  });

  test.each([[[0, 0, 0]], [[1, 2, 3]], [[0, 1]], [[0, 1, 2, 3]], [[-1, 0, 1]]])(
    '%j is no permutation of three',
    async (ranking) => {
      const backend = await testBackend({ samples: true });
      const somebody = person(backend, 'a', 'es');
      const task = await somebody.take('rank_assistant_replies');
      expect(await somebody.ranking(task.acked, ranking)).toMatchObject({
        status: 400,
        body: { error_code: 2003 },
      });
      expect((await somebody.ranking(task.acked, [2, 0, 1], true)).status).toBe(200);
    },
  );
});

describe('summaries', () => {
  test('a summary that one person writes is rated by another, on the scale of the task', async () => {
    const backend = await testBackend({ settings: { ratingsPerSummary: 1 }, samples: true });
    const writer = person(backend, 'writer', 'de');
    const rater = person(backend, 'rater', 'de');
    for (let count = 0; count < 4; count += 1) await rater.complete('rate_summary');
    expect((await rater.request('rate_summary')).status).toBe(503);
    const { story, acked } = await writer.take('summarize_story');
    await writer.text(acked, 'Kurz und bündig.');
    expect((await writer.request('rate_summary')).status).toBe(503);
    const task = await rater.take('rate_summary');
    expect(task).toMatchObject({ full_text: story, summary: 'Kurz und bündig.', scale: { min: 1, max: 5 } });
    expect((await rater.rating(task.acked, 6)).status).toBe(422);
    expect((await rater.rating(task.acked, 0)).status).toBe(422);
    expect((await rater.rating(task.acked, 5)).status).toBe(200);
    expect(await rater.rating(task.acked, 5)).toMatchObject({ status: 400, body: { error_code: 2105 } });
  });
});

describe.each(databases)('two answers at once on $name', ({ open }) => {
  test('one of them is taken, the other is told 2105', async () => {
    const backend = await testBackend({ db: await open() });
    const somebody = person(backend, 'a');
    const { acked } = await somebody.take('initial_prompt');
    const replies = await Promise.all(['One', 'Two', 'Three'].map((text) => somebody.text(acked, text)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(replies.filter(({ status }) => status === 400)).toMatchObject([
      { body: { error_code: 2105 } },
      { body: { error_code: 2105 } },
    ]);
    const messages = await backend.db.selectFrom('backend_messages').select('id').execute();
    expect(messages).toHaveLength(1);
  });

  test('reviews by three people at once are all counted, and decide', async () => {
    const backend = await testBackend({ db: await open() });
    await person(backend, 'author').complete('initial_prompt');
    const reviewers = ['r1', 'r2', 'r3'].map((id) => person(backend, id));
    const tasks = await Promise.all(reviewers.map((reviewer) => reviewer.take('label_initial_prompt')));
    await Promise.all(
      reviewers.map((reviewer, index) =>
        reviewer.labels(tasks[index]?.id ?? '', tasks[index]?.message_id ?? '', { spam: 0 }),
      ),
    );
    const message = await backend.db.selectFrom('backend_messages').selectAll().executeTakeFirstOrThrow();
    expect(message).toMatchObject({ review_count: 3, review_result: 1 });
  });

  test('a message is handed to one of many who ask for it together', async () => {
    const backend = await testBackend({ db: await open() });
    await person(backend, 'author').complete('initial_prompt');
    for (const id of ['r1', 'r2', 'r3']) await person(backend, id).complete('label_initial_prompt');
    await person(backend, 'x').availability();
    const asked = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) => person(backend, id).request('assistant_reply')),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([200, 503, 503, 503]);
  });

  test('of many requests at once by one person, eight are granted', async () => {
    const backend = await testBackend({ db: await open() });
    const somebody = person(backend, freshId('busy'));
    const asked = await Promise.all(Array.from({ length: 12 }, () => somebody.request('initial_prompt')));
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(8);
    expect(backend.logged).toEqual([]);
  });

  test('many people who work at the same time, each on several things, meet no failure of ours', async () => {
    const backend = await testBackend({ db: await open(), samples: true });
    const people = Array.from({ length: 8 }, (_, index) => person(backend, `p${index}`));
    const types = [
      'label_assistant_reply',
      'rank_assistant_replies',
      'assistant_reply',
      'rate_summary',
    ] as const;
    const replies = await Promise.all(
      people.flatMap((somebody) =>
        types.map(async (type) => {
          const { status, body } = await somebody.request(type);
          if (status !== 200) return status;
          const task = Task.parse(body);
          const acked = await somebody.ack(task.id);
          const [answered] = await Promise.all([
            somebody.answerTo({ ...task, acked }, freshId('An answer')),
            somebody.request('random'),
            somebody.nack(task.id),
          ]);
          return answered.status;
        }),
      ),
    );
    expect(replies.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(replies.filter((status) => status === 200).length).toBeGreaterThan(16);
    expect(backend.logged).toEqual([]);
  });
});
