import { expect, test } from 'vitest';
import { z } from 'zod';
import { botWith } from '../support/bot.ts';
import { id, samples } from '../support/tasks.ts';

const task = samples.assistant_reply;
const textField = (value: string) => ({
  type: 18,
  id: 1,
  component: { type: 4, id: 2, custom_id: 'text', value },
});

/** Ada has a task open; Ben has nothing to do. */
async function adaAndBen() {
  const scene = await botWith([task]);
  const ada = await scene.contributor('Ada');
  await scene.backend.got('ack', 1);
  const ben = await scene.contributor('Ben');
  scene.backend.received.length = 0;
  return { ...scene, ada, ben, card: ada.last().id };
}

test.each(['ask', 'skip', 'skipnow', 'submit', 'choose', 'show', 'report', 'guide', 'read', 'page', 'undo'])(
  'somebody else’s “%s” on a task is refused kindly and changes nothing',
  async (action) => {
    const { sandbox, backend, ada, ben, card } = await adaAndBen();
    const before = ada.text();
    await sandbox.forge(ben.id, { messageId: card, customId: `v1:${action}:${task.id}:` });
    expect(ben.text()).toContain('belongs to somebody else');
    expect(ben.modal).toBeNull();
    expect(ada.text()).toBe(before);
    expect(backend.received).toEqual([]);
  },
);

test('somebody else’s form does not overwrite a draft', async () => {
  const { sandbox, ada, ben, card } = await adaAndBen();
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'They use light.' });
  const components = [textField('Ben was here')];
  await sandbox.forge(ben.id, { messageId: card, customId: `v1:fill:${task.id}::x`, components });
  expect(ben.text()).toContain('belongs to somebody else');
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
});

test('of a report that is longer than its form takes as much goes out as the form takes', async () => {
  const { sandbox, backend, ada, card } = await adaAndBen();
  await ada.click('Report');
  const words = { type: 18, component: { type: 4, custom_id: 'words', value: 'x'.repeat(20_000) } };
  await sandbox.forge(ada.id, {
    messageId: card,
    customId: `v1:reported:${task.id}::x`,
    components: [words],
  });
  await backend.got('text_labels', 1);
  const [sent] = backend.asked('text_labels');
  const { text } = z.object({ text: z.string() }).parse(sent?.body);
  expect([text.length, 'x'.repeat(20_000).startsWith(text.slice(0, -1))]).toEqual([1_000, true]);
});

test('“Next task” of somebody else’s skip does not send that skip off', async () => {
  const { sandbox, backend, ada, ben, card } = await adaAndBen();
  await ada.click('Skip');
  await sandbox.forge(ben.id, { messageId: card, customId: `v1:next:${task.id}:random` });
  expect(backend.asked('nack')).toEqual([]);
  await ada.click('Undo');
  expect(ada.buttons()).toContain('Answer');
});

test.each([
  'v0:skip:whatever:',
  'v2:skip:whatever:',
  'skip',
  '::::::',
  `v1:fly:${id(5)}:`,
  'v1:skip:not-a-task:',
  `v1:skip:${id(5)}:${'x'.repeat(60)}`,
  'v1:constructor:-:',
])('a button nobody knows (%s) gets an answer with a next step', async (customId) => {
  const { sandbox, ada, card } = await adaAndBen();
  await sandbox.forge(ada.id, { messageId: card, customId });
  expect(ada.text()).toContain('no longer works');
  expect(ada.text()).toContain('/task');
});

test('a task nobody was given is not known', async () => {
  const { sandbox, ada, card } = await adaAndBen();
  await sandbox.forge(ada.id, { messageId: card, customId: `v1:submit:${id(9)}:` });
  expect(ada.text()).toContain('no longer know that task');
});

test('an answer cannot be sent without one, nor after the task was skipped', async () => {
  const { sandbox, backend, ada, card } = await adaAndBen();
  await sandbox.forge(ada.id, { messageId: card, customId: `v1:submit:${task.id}:` });
  expect(ada.buttons()).toContain('Answer');
  await ada.click('Skip');
  await sandbox.forge(ada.id, { messageId: card, customId: `v1:submit:${task.id}:` });
  expect(ada.text()).toContain('Skipped');
  expect(backend.asked('interaction')).toEqual([]);
});

test('consent cannot be given with a forged wish', async () => {
  const { sandbox, ada, card } = await adaAndBen();
  await sandbox.forge(ada.id, { messageId: card, customId: 'v1:agree:-:everything.xx' });
  expect(ada.text()).toContain('no longer works');
});
