import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { calls } from '../support/discord-faults.ts';
import { samples } from '../support/tasks.ts';

const http = { door: 'http' } as const;

test('a task is done from /task to Saved without a gateway, between requests with wrong signatures', async () => {
  const scene = await botWith([samples.initial_prompt], http);
  const overRest = scene.sandbox.faults.rest(calls.callback, { status: 500, times: 100 });
  const ada = await scene.contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the sky blue?' });
  await ada.click('Send');
  await ada.until(() => ada.text().includes('Saved'));
  expect(scene.backend.asked('interaction').map(({ body }) => body)).toMatchObject([
    { text: 'Why is the sky blue?' },
  ]);
  expect(overRest.struck()).toBe(0);
  expect(scene.sandbox.requests.all().filter(({ route }) => route.startsWith('/gateway'))).toEqual([]);
  expect(scene.sandbox.webhook.forgeries()).toBe(2); // one when the address was set, one since
  expect(scene.turnedAway).toEqual(['unsigned', 'unsigned']);
});

test('of a card that is new, Discord is asked once where it is: one call, and no word of an edit on it', async () => {
  const scene = await botWith([], http);
  const ada = await scene.contributor('Ada');
  scene.backend.tasks.push(samples.initial_prompt);
  const mark = scene.sandbox.requests.mark();
  await ada.command('task');
  const [ack] = await scene.backend.got('ack', 1);
  expect(ack?.body).toEqual({ message_id: ada.last().id });
  expect(ada.last().editedAt).toBeNull();
  // the first is the response itself
  expect(scene.sandbox.requests.since(mark).map(({ method }) => method)).toEqual(['POST', 'GET']);
});

test('what takes long is answered in time with the promise of an answer', async () => {
  const scene = await botWith([], http);
  const ada = await scene.contributor('Ada');
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked = scene.backend.asked('tasks').length;
  scene.backend.answer('tasks', async () => {
    await promise;
    return Response.json(samples.initial_prompt);
  });
  const command = ada.command('task');
  await scene.backend.got('tasks', asked + 1);
  scene.clock.advance(1_500);
  await command;
  expect(ada.last().thinking).toBe(true);
  resolve();
  await ada.until(() => ada.buttons().includes('Answer'));
  expect(ada.notices).toEqual([]);
});

test('a person who clicks while nobody answers is told so at once, and loses nothing', async () => {
  const scene = await botWith([samples.initial_prompt], http);
  const ada = await scene.contributor('Ada');
  await ada.click('Answer');
  await scene.stop();
  await ada.submit({ 'Your text': 'Why is the sky blue?' });
  expect(ada.notices).toEqual(['Something went wrong. Try again.']);
  expect(scene.turnedAway).toContain('closed');
  await scene.restart();
  await ada.submit({ 'Your text': 'Why is the sky blue?' });
  expect(ada.buttons()).toContain('Send');
});
