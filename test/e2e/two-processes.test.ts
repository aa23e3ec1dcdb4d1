import { expect, test } from 'vitest';
import { botWith, type Scene } from '../support/bot.ts';
import { message, samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

const texts = ['First', 'Second', 'Third', 'Fourth'];
const ranking = {
  ...samples.rank_assistant_replies,
  replies: texts,
  reply_messages: texts.map((text, index) => message(text, true, `${index}c`)),
};

/** Does something, and waits until both processes have answered it. */
async function both({ sandbox }: Scene, act: () => Promise<unknown>): Promise<void> {
  const mark = sandbox.requests.mark();
  await act();
  const calls = () => sandbox.requests.since(mark);
  await expect.poll(() => calls().filter(({ path }) => path.endsWith('/callback'))).toHaveLength(2);
  await waitFor(() => calls().some(({ method, status }) => method === 'PATCH' && status === 200));
}

test('one click is one click, however many processes hear of it', async () => {
  const scene = await botWith([ranking]);
  const ada = await scene.contributor('Ada');
  await scene.backend.got('ack', 1);
  await scene.join();
  await both(scene, () => ada.click('1'));
  await both(scene, () => ada.click('2'));
  await both(scene, () => ada.click('Undo'));
  expect(ada.text()).toContain('Your order so far, best first: **1**\n');
  await both(scene, () => ada.click('3'));
  await both(scene, () => ada.click('4')); // the last place fills itself, and sends
  await both(scene, () => ada.click('Undo'));
  expect(ada.text()).toContain('Your order so far, best first: **1** › **3**\n');
  await both(scene, () => ada.click('4'));
  expect(scene.backend.asked('interaction')).toEqual([]);
  scene.clock.advance(10_000);
  await scene.backend.got('interaction', 1);
  expect(scene.backend.asked('interaction').map(({ body }) => body)).toMatchObject([
    { ranking: [0, 2, 3, 1] },
  ]);
});

test('one /task is one task, and the one too many is handed back', async () => {
  const scene = await botWith();
  const ada = await scene.contributor('Ada');
  await scene.join();
  scene.backend.tasks.push(samples.initial_prompt, samples.assistant_reply);
  await both(scene, () => ada.command('task'));
  const fetched = 2 - scene.backend.tasks.length; // the slower one may find the task of the quicker one
  const nacked = await scene.backend.got('nack', fetched - 1);
  const [ack, ...more] = await scene.backend.got('ack', 1);
  expect(more).toEqual([]);
  expect(nacked.map(({ path }) => path.replace('nack', 'ack'))).not.toContain(ack?.path);
  expect(ada.messages()).toHaveLength(2);
});
