import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Schema } from '../../src/store/schema.ts';
import { botWith } from '../support/bot.ts';
import { nothingWaits } from '../support/nothing-waits.ts';
import { english } from '../support/scenes.ts';
import { refusal } from '../support/scripted-backend.ts';
import { id, samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

const available = (counts: Record<string, number>) => () => Response.json(counts);

/** Somebody who has agreed and has had no lesson yet. */
async function newcomer(tasks: object[], open: Record<string, number>, type = 'initial_prompt') {
  const scene = await botWith(tasks);
  const { sandbox, backend } = scene;
  const ada = sandbox.person('Ada');
  await ada.command('task', { type });
  for (let count = 0; count < 5; count += 1) backend.answer('availability', available(open));
  return { ...scene, ada };
}

const { rate_summary, initial_prompt } = samples;

/** Resolves once the bot has written down that the offer stands in this message, which it does behind the reply. */
async function offeredIn(db: Kysely<Schema>, messageId: string) {
  await waitFor(async () => {
    const row = await db.selectFrom('people').select('lesson_offer').executeTakeFirst();
    return row?.lesson_offer?.includes(messageId) === true;
  });
}

describe('before the first task of a kind', () => {
  test('three examples are offered, and no task is asked for meanwhile', async () => {
    const { ada, backend } = await newcomer([initial_prompt], { initial_prompt: 3 });
    await ada.click('I agree');
    expect(ada.text()).toContain('This kind of task is new to you.');
    expect(ada.buttons()).toEqual(['Show me', 'Skip the tutorial']);
    await ada.click('Show me');
    for (const [own, next] of [
      ['B', 'Continue'],
      ['B', 'Continue'],
      ['B', 'Start'],
    ] as const) {
      await ada.click(own);
      expect(ada.text()).toContain(`${own} · your choice`);
      expect(backend.asked('tasks')).toEqual([]);
      await ada.click(next);
    }
    expect(ada.buttons()).toContain('Answer');
    expect(ada.messages()).toHaveLength(1);
    expect(backend.asked('tasks')).toMatchObject([{ body: { type: 'initial_prompt' } }]);
  });

  test('they can be left out, and are not offered again, also after a restart', async () => {
    const { ada, backend, restart } = await newcomer([initial_prompt, { ...initial_prompt, id: id(77) }], {
      initial_prompt: 3,
    });
    await ada.click('I agree');
    await ada.click('Skip the tutorial');
    expect(ada.buttons()).toContain('Answer');
    await ada.click('Skip');
    await restart();
    await ada.command('task', { type: 'initial_prompt' });
    expect(ada.buttons()).toContain('Answer');
    expect(backend.asked('tasks')).toHaveLength(2);
  });

  test('an older copy of the offer becomes a line once they are shown something newer', async () => {
    const { ada, backend, db } = await newcomer([initial_prompt], { initial_prompt: 3 });
    await ada.click('I agree');
    const first = ada.last();
    await offeredIn(db, first.id);
    const gone = (message: typeof first) =>
      ada.until(() => ada.text(ada.again(message)).includes('Goes on in another message · Write a prompt'));
    await ada.command('task', { type: 'initial_prompt' });
    const second = ada.last();
    await offeredIn(db, second.id);
    expect(ada.buttons()).toEqual(['Show me', 'Skip the tutorial']);
    await gone(first);
    expect(ada.buttons(ada.again(first))).toEqual([]);
    await ada.click('Show me');
    await ada.command('task', { type: 'initial_prompt' });
    await gone(second);
    expect(ada.buttons(ada.again(second))).toEqual([]);
    await ada.click('Skip the tutorial');
    expect(ada.buttons()).toContain('Answer');
    expect(backend.asked('tasks')).toHaveLength(1);
    expect(ada.messages()).toHaveLength(3);
  });

  test('an offer that a task takes over from becomes a line, and a second press on it shows that task', async () => {
    const { ada, sandbox, db } = await newcomer([initial_prompt], { initial_prompt: 3 }, 'random');
    await ada.click('I agree');
    const offered = ada.last();
    await offeredIn(db, offered.id);
    expect(ada.buttons()).toEqual(['Show me', 'Skip the tutorial']);
    await ada.command('task');
    expect(ada.buttons()).toContain('Answer');
    await ada.until(() => ada.text(ada.again(offered)).includes('Goes on in another message'));
    expect(ada.buttons(ada.again(offered))).toEqual([]);
    await sandbox.forge(ada.id, { messageId: offered.id, customId: 'v1:learned:prompt:random.en' });
    expect(ada.buttons(ada.again(offered))).toContain('Answer');
    const { lesson_offer } = await db.selectFrom('people').selectAll().executeTakeFirstOrThrow();
    expect(lesson_offer).toBeNull();
  });

  test('another kind has examples of its own', async () => {
    const { ada } = await newcomer([initial_prompt], { initial_prompt: 3, rank_assistant_replies: 2 });
    await ada.click('I agree');
    await ada.click('Skip the tutorial');
    await ada.click('Skip');
    await ada.command('task', { type: 'rank_assistant_replies' });
    expect(ada.text()).toContain(english('tutorial.kind_rank'));
    expect(ada.buttons()).toEqual(['Show me', 'Skip the tutorial']);
  });

  test('nobody is taught what there is nothing of', async () => {
    const { ada } = await newcomer([], { rank_assistant_replies: 2 });
    await ada.click('I agree');
    expect(ada.text()).toContain('There is no “Write a prompt” task');
  });

  test('a second press gets the task that the first one got', async () => {
    const { ada, backend, sandbox } = await newcomer([initial_prompt], { initial_prompt: 3 });
    await ada.click('I agree');
    await ada.click('Skip the tutorial');
    const card = ada.text();
    const messageId = ada.last().id;
    await sandbox.forge(ada.id, { messageId, customId: 'v1:learned:prompt:initial_prompt.en' });
    expect(ada.text()).toBe(card);
    expect(backend.asked('tasks')).toHaveLength(1);
  });
});

describe('somebody who has given no answer yet and wants any task', () => {
  test('begins with a short kind, and gets what they like once they have answered', async () => {
    const { ada, backend } = await newcomer(
      [rate_summary, initial_prompt],
      {
        initial_prompt: 3,
        rate_summary: 1,
        rank_assistant_replies: 1,
      },
      'random',
    );
    await ada.click('I agree');
    expect(ada.text()).toContain(english('type.rate_summary'));
    await ada.click('Skip the tutorial');
    expect(backend.asked('tasks')).toMatchObject([{ body: { type: 'rate_summary' } }]);
  });

  test('gets what the backend chooses where there is nothing short, behind the examples of its kind', async () => {
    const tasks = [initial_prompt, { ...initial_prompt, id: id(77) }];
    const { ada, backend, db, restart } = await newcomer(tasks, { initial_prompt: 3 }, 'random');
    await ada.click('I agree');
    expect(ada.text()).toContain(english('type.initial_prompt'));
    expect(ada.buttons()).toEqual(['Show me', 'Skip the tutorial']);
    const any = { body: { type: 'random' } };
    expect(backend.asked('tasks')).toMatchObject([any]);
    expect(backend.asked('ack')).toEqual([]); // nobody has seen it
    await restart();
    await ada.click('Skip the tutorial');
    expect(ada.buttons()).toContain('Answer');
    expect(ada.messages()).toHaveLength(1);
    expect((await backend.got('ack', 1))[0]?.path).toContain(initial_prompt.id);
    await nothingWaits(db);
    await ada.click('Skip');
    expect(ada.buttons()).toContain('Answer'); // the same kind is not new any more
    expect(backend.asked('tasks')).toMatchObject([any, any]);
  });

  test('sees the task that waits behind the examples by /task as well', async () => {
    const { ada, backend } = await newcomer([initial_prompt], { initial_prompt: 3 }, 'random');
    await ada.click('I agree');
    await ada.command('task');
    expect(ada.buttons()).toContain('Answer');
    expect(backend.asked('tasks')).toHaveLength(1);
  });

  test('is offered the examples of what comes after a skip as well, and may take the skip back there', async () => {
    const { rank_assistant_replies } = samples;
    const { ada, backend } = await newcomer(
      [initial_prompt, rank_assistant_replies],
      { initial_prompt: 3 },
      'random',
    );
    await ada.click('I agree');
    await ada.click('Skip the tutorial');
    await backend.got('ack', 1);
    await ada.click('Skip');
    expect(ada.text()).toContain(english('tutorial.kind_rank'));
    expect(ada.buttons()).toEqual(['Show me', 'Skip the tutorial', 'Undo skip']);
    await ada.click('Undo skip');
    expect(ada.buttons()).toContain('Answer');
    expect((await backend.got('nack', 1))[0]?.path).toContain(rank_assistant_replies.id);
    expect(backend.asked('tasks')).toHaveLength(2);
  });

  test('is offered the examples of a short kind after a skip, and may take the skip back there', async () => {
    const { sandbox, backend, clock } = await botWith([initial_prompt, rate_summary]);
    const ada = sandbox.person('Ada');
    await ada.command('task');
    backend.answer('availability', available({ initial_prompt: 3 }));
    for (const button of ['I agree', 'Skip the tutorial']) await ada.click(button);
    for (let count = 0; count < 3; count += 1) backend.answer('availability', available({ rate_summary: 1 }));
    clock.advance(60_000); // what was open a minute ago is asked for again
    await ada.click('Skip');
    expect(ada.text()).toContain(english('type.rate_summary'));
    expect(ada.buttons()).toEqual(['Show me', 'Skip the tutorial', 'Undo skip']);
    await ada.click('Undo skip');
    expect(ada.buttons()).toContain('Answer');
  });

  test('gets any when the last of the short kind has just gone to somebody else', async () => {
    const { ada, backend } = await newcomer([initial_prompt], { rank_assistant_replies: 1 }, 'random');
    await ada.click('I agree');
    for (const _ of [1, 2]) backend.answer('tasks', () => refusal(503, 1006)); // nothing is believed once
    await ada.click('Skip the tutorial');
    const rank = { body: { type: 'rank_assistant_replies' } };
    expect(backend.asked('tasks')).toMatchObject([rank, rank, { body: { type: 'random' } }]);
    expect(ada.buttons()).toContain('Answer');
  });
});

describe('/tutorial', () => {
  test('shows the examples of a kind as often as somebody likes, and keeps nothing of who has not agreed', async () => {
    const { sandbox, backend, db } = await botWith();
    const ada = sandbox.person('Ada', { locale: 'ja' });
    await ada.command('tutorial', { type: 'label' });
    await ada.click('A');
    expect(ada.text()).toContain('A · あなたの選択');
    await ada.command('tutorial');
    expect(ada.buttons()).toHaveLength(7);
    await ada.click('要約を評価する');
    expect(ada.text()).toContain('要約を評価する · 例1/3');
    expect(await db.selectFrom('people').selectAll().execute()).toEqual([]);
    expect(backend.received).toEqual([]);
  });

  test('leads to a task, for which consent is asked first', async () => {
    const { sandbox } = await botWith([initial_prompt]);
    const ada = sandbox.person('Ada');
    await ada.command('tutorial', { type: 'prompt' });
    for (const button of ['A', 'Continue', 'A', 'Continue', 'A', 'Start']) await ada.click(button);
    expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
  });
});
