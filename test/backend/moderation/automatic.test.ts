import { expect, test } from 'vitest';
import { z } from 'zod';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

const Message = z.object({
  id: z.string(),
  emojis: z.record(z.string(), z.number()),
  user_emojis: z.array(z.string()),
  deleted: z.boolean(),
});

async function growing() {
  const backend = await testBackend();
  const author = person(backend, 'author');
  const { acked } = await author.take('initial_prompt');
  await author.text(acked, 'How do magnets work?', 'prompt');
  for (const id of ['r1', 'r2', 'r3']) await person(backend, id).complete('label_initial_prompt');
  const replier = person(backend, 'replier');
  const task = await replier.take('assistant_reply');
  await replier.text(task.acked, 'With fields.', 'reply');
  return backend;
}

async function message(backend: TestBackend, frontendId: string) {
  return Message.parse((await backend.call('GET', `/api/v1/frontend_messages/${frontendId}`)).body);
}

function report(backend: TestBackend, id: string, message_id: string) {
  const body = {
    user: person(backend, id).user,
    message_id,
    text: 'look at this',
    labels: {},
    is_report: true,
  };
  return backend.call('POST', '/api/v1/text_labels/', { body });
}

test('a report puts one red flag a person on a message', async () => {
  const backend = await growing();
  const { id } = await message(backend, 'reply');
  for (let count = 0; count < 3; count += 1) expect((await report(backend, 'a', id)).status).toBe(204);
  expect((await message(backend, 'reply')).emojis).toEqual({ red_flag: 1 });
  const rows = await backend.db
    .selectFrom('backend_labels')
    .select('text')
    .where('kind', '=', 'report')
    .execute();
  expect(rows).toEqual([{ text: 'look at this' }]);
});

test('four reports delete a reply at once, and its place is offered again', async () => {
  const backend = await growing();
  const { id } = await message(backend, 'reply');
  for (const reporter of ['a', 'b', 'c', 'd']) await report(backend, reporter, id);
  expect((await message(backend, 'reply')).deleted).toBe(true);
  expect((await person(backend, 'e').availability()).label_assistant_reply).toBe(0);
});

test('four reports on a prompt abort its tree', async () => {
  const backend = await growing();
  const { id } = await message(backend, 'prompt');
  for (const reporter of ['a', 'b', 'c', 'd']) await report(backend, reporter, id);
  const { body } = await backend.call('GET', `/api/v1/messages/${id}/tree/state`);
  expect(body).toMatchObject({ state: 'aborted_low_grade' });
});

test('a reply to a tree that was stopped meanwhile answers 2010', async () => {
  const backend = await growing();
  const { id } = await message(backend, 'prompt');
  const writer = person(backend, 'writer');
  const task = await writer.take('assistant_reply');
  for (const reporter of ['a', 'b', 'c', 'd']) await report(backend, reporter, id);
  expect(await writer.text(task.acked, 'My reply')).toMatchObject({
    status: 400,
    body: { error_code: 2010 },
  });
});

test('a message that 25 people skip halts its tree', async () => {
  const backend = await growing();
  const { id } = await message(backend, 'prompt');
  for (let count = 0; count < 25; count += 1) {
    const body = { user: person(backend, freshId('skipper')).user, op: 'add', emoji: '_skip_reply' };
    await backend.call('POST', `/api/v1/messages/${id}/emoji`, { body });
  }
  const { body } = await backend.call('GET', `/api/v1/messages/${id}/tree/state`);
  expect(body).toMatchObject({ state: 'halted_by_moderator', active: false });
});

test('thumbs exclude each other, and one’s own count for nothing', async () => {
  const backend = await growing();
  const { id } = await message(backend, 'reply');
  const react = (who: string, emoji: string, op?: string) =>
    backend.call('POST', `/api/v1/messages/${id}/emoji`, {
      body: { user: person(backend, who).user, emoji, op },
    });
  await react('a', '+1');
  expect(await react('a', '-1', 'add')).toMatchObject({
    status: 202,
    body: { emojis: { '-1': 1 }, user_emojis: ['-1'] },
  });
  expect((await react('replier', '+1')).body).toMatchObject({ emojis: { '-1': 1 }, user_is_author: true });
  expect((await react('a', '-1')).body).toMatchObject({ emojis: {} });
});

test('a skip that is taken back makes the message available again', async () => {
  const backend = await growing();
  const somebody = person(backend, 'x');
  const task = await somebody.take('label_assistant_reply');
  await somebody.nack(task.id);
  expect((await somebody.availability()).label_assistant_reply).toBe(0);
  const body = { user: somebody.user, op: 'remove', emoji: '_skip_labeling' };
  await backend.call('POST', `/api/v1/messages/${task.message_id}/emoji`, { body });
  expect((await somebody.availability()).label_assistant_reply).toBe(1);
});
