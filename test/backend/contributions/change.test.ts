import { describe, expect, test } from 'vitest';
import { databases } from '../../support/database.ts';
import { testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';
import { prompt, reply, review, small, told } from './gifts.ts';

const HOUR = 60 * 60_000;

describe.each(databases)('a text, on $name,', ({ open }) => {
  const begin = async () => testBackend({ db: await open(), settings: small });

  test('can be changed by its author until somebody has it to judge', async () => {
    const backend = await begin();
    const id = await prompt(backend, 'ada', 'What is bred?');
    const { edit, one, texts } = told(backend, 'ada');
    expect((await edit(id, '  What is bread?  ')).body).toEqual({ outcome: 'done' });
    expect(await one(id)).toMatchObject({ text: 'What is bread?', edited: true, changeable: 'yes' });
    expect((await edit(id, 'What is bread?')).body).toEqual({ outcome: 'done' }); // once more
    const history = await backend.call('GET', `/api/v1/messages/${id}/history`);
    expect(history.body).toHaveLength(2);
    const ben = person(backend, 'ben');
    const task = await ben.take('label_initial_prompt');
    expect(task.conversation.messages.at(-1)?.text).toBe('What is bread?');
    for (const change of [await edit(id, 'What is butter?'), await told(backend, 'ada').withdraw(id)])
      expect(change.body).toEqual({ outcome: 'in_hand' });
    await ben.nack(task.id);
    expect((await edit(id, 'What is butter?')).body).toEqual({ outcome: 'done' });
    await review(backend, 'cem', 'label_initial_prompt', {});
    expect((await edit(id, 'What is milk?')).body).toEqual({ outcome: 'judged' });
    expect(await one(id)).toMatchObject({ text: 'What is butter?', changeable: 'judged' });
    expect((await texts())[0]?.text).toBe('What is butter?');
  });

  test('can be changed for two hours', async () => {
    const backend = await begin();
    const id = await prompt(backend, 'ada');
    const { edit, one } = told(backend, 'ada');
    backend.clock.now += 2 * HOUR - 1;
    expect(await one(id)).toMatchObject({ changeable: 'yes' });
    backend.clock.now += 1;
    expect(await one(id)).toMatchObject({ changeable: 'late' });
    expect((await edit(id, 'What is bread?')).body).toEqual({ outcome: 'late' });
  });

  test('is nobody else’s to change', async () => {
    const backend = await begin();
    const id = await prompt(backend, 'ada', 'What is bread?');
    await prompt(backend, 'ben');
    for (const who of ['ben', 'nobody']) {
      expect((await told(backend, who).edit(id, 'Mine now?')).body).toEqual({ outcome: 'gone' });
      expect((await told(backend, who).withdraw(id)).body).toEqual({ outcome: 'gone' });
    }
    expect((await told(backend, 'ada').one(id))?.text).toBe('What is bread?');
  });

  test('keeps to the rules of a new one', async () => {
    const backend = await begin();
    const id = await prompt(backend, 'ada', 'What is bread?');
    const codeOf = async (text: string) => {
      const { status, body } = await told(backend, 'ada').edit(id, text);
      return [status, (body as { error_code?: number }).error_code];
    };
    expect(await codeOf('x'.repeat(2_001))).toEqual([400, 1008]);
    expect(await codeOf('x')).toEqual([400, 9008]);
    expect((await codeOf('  '))[0]).toBe(422);
    expect((await told(backend, 'ada').one(id))?.text).toBe('What is bread?');
  });

  test('that was withdrawn is gone from the tree, which gives its place to others', async () => {
    const backend = await begin();
    const first = await prompt(backend, 'ada');
    const places = async () => (await person(backend, 'ben').availability()).initial_prompt;
    const before = await places();
    expect((await told(backend, 'ada').withdraw(first)).body).toEqual({ outcome: 'done' });
    expect((await told(backend, 'ada').withdraw(first)).body).toEqual({ outcome: 'over' });
    expect(await told(backend, 'ada').one(first)).toMatchObject({
      fate: { is: 'removed', how: 'withdrawn' },
      changeable: 'over',
    });
    expect(await places()).toBe((before ?? 0) + 1);
    expect((await person(backend, 'ben').request('label_initial_prompt')).status).toBe(503);
    const second = await prompt(backend, 'ada');
    await review(backend, 'ben', 'label_initial_prompt', {});
    await person(backend, 'ben').availability();
    const answer = await reply(backend, 'cem');
    const child = (await told(backend, 'ada').one(second))?.fate;
    expect(child).toMatchObject({ replies: 1 });
    expect((await told(backend, 'cem').withdraw(answer)).body).toEqual({ outcome: 'done' });
    expect((await told(backend, 'ada').one(second))?.fate).toMatchObject({ replies: 0 });
    expect((await person(backend, 'dia').availability()).assistant_reply).toBe(1);
  });

  test('that was withdrawn is brought back by nobody, and what others removed says so', async () => {
    const backend = await begin();
    const [own, other] = [await prompt(backend, 'ada'), await prompt(backend, 'ada')];
    expect((await told(backend, 'ada').withdraw(own)).body).toEqual({ outcome: 'done' });
    expect((await backend.call('DELETE', `/api/v1/messages/${other}`)).status).toBe(204);
    const bringBack = (id: string) => backend.call('PUT', `/api/v1/messages/${id}/undelete`);
    expect(await bringBack(own)).toMatchObject({ status: 400, body: { error_code: 1004 } });
    const howOf = async (id: string) => (await told(backend, 'ada').one(id))?.fate;
    expect(await howOf(own)).toEqual({ is: 'removed', how: 'withdrawn' });
    expect(await howOf(other)).toEqual({ is: 'removed', how: 'alone' });
    expect((await bringBack(other)).status).toBe(202);
    expect(await howOf(other)).toMatchObject({ is: 'waiting' });
  });

  test('that went with the message it hangs on says so to its author', async () => {
    const backend = await begin();
    const above = await prompt(backend, 'ada');
    await review(backend, 'ben', 'label_initial_prompt', {});
    await person(backend, 'ben').availability();
    const answer = await reply(backend, 'cem');
    await backend.call('DELETE', `/api/v1/messages/${above}`);
    expect((await told(backend, 'cem').one(answer))?.fate).toEqual({ is: 'removed', how: 'with_another' });
  });

  test('that is changed and handed out to be judged at once is judged as it was shown, or not changed', async () => {
    const backend = await begin();
    for (let round = 0; round < 8; round += 1) {
      const [before, after] = [freshId('Before'), freshId('After')];
      const author = `author-${round}`;
      const id = await prompt(backend, author, before);
      const [changed, handed] = await Promise.all([
        told(backend, author).edit(id, after),
        person(backend, `judge-${round}`).take('label_initial_prompt'),
      ]);
      const shown = handed.conversation.messages.at(-1)?.text;
      const kept = (await told(backend, author).one(id))?.text;
      expect({ outcome: changed.body, shown, kept }).toEqual(
        kept === after
          ? { outcome: { outcome: 'done' }, shown: after, kept }
          : { outcome: { outcome: 'in_hand' }, shown: before, kept },
      );
      await person(backend, `judge-${round}`).labels(handed.id, handed.message_id, { spam: 0 });
    }
  });
});

test('a summary is changed and taken back like a reply, and its story asks for another one', async () => {
  const backend = await testBackend({ samples: true });
  const ada = person(backend, 'ada');
  await ada.complete('summarize_story', 'It is about a story.');
  const { page, texts, edit, withdraw } = told(backend, 'ada');
  const [own] = (await page()).items;
  const id = own?.id ?? '';
  expect((await edit(id, 'It is about a long story.')).body).toEqual({ outcome: 'done' });
  expect((await texts())[0]?.text).toBe('It is about a long story.');
  const open = (await ada.availability()).summarize_story ?? 0;
  expect((await withdraw(id)).body).toEqual({ outcome: 'done' });
  expect((await withdraw(id)).body).toEqual({ outcome: 'gone' });
  expect(await page()).toEqual({ total: 0, items: [] });
  expect((await ada.availability()).summarize_story).toBe(open + 1);
});
