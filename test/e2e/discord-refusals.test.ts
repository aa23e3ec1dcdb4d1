import { describe, expect, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { botWith, type Scene } from '../support/bot.ts';
import { calls, hasStruck, passTime, refusals } from '../support/discord-faults.ts';
import { id, samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

/** Somebody types /task while Discord does not show the answer; then three seconds are over. */
async function inVain(scene: Scene, ada: Person, until: () => unknown): Promise<void> {
  const command = ada.command('task');
  await waitFor(until);
  scene.clock.advance(3_001);
  await command;
}

/** A card that comes only after Discord was asked to wait. */
async function lateCard(scene: Scene, ada: Person, meanwhile: () => void): Promise<void> {
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
  meanwhile();
  resolve();
}

describe('a new task that certainly was not shown is handed back, and the next /task brings another:', () => {
  test('the interaction is over before the card comes', async () => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    scene.backend.tasks.push(samples.initial_prompt);
    const mark = scene.sandbox.requests.mark();
    const fault = scene.sandbox.faults.rest(calls.callback, refusals[10062]);
    await inVain(scene, ada, () => fault.struck() === 1);
    const [nack] = await scene.backend.got('nack', 1);
    expect(nack).toMatchObject({
      path: `/api/v1/tasks/${samples.initial_prompt.id}/nack`,
      user: `discord:${ada.id}`,
    });
    expect(scene.sandbox.requests.since(mark)).toHaveLength(1); // Discord was left alone after that
    scene.backend.tasks.push({ ...samples.assistant_reply, id: id(9) });
    await ada.command('task');
    expect(ada.buttons()).toContain('Answer');
    const [ack] = await scene.backend.got('ack', 1);
    expect(ack?.path).toContain(id(9));
  });

  test('the interaction is over before Discord was asked to wait', async () => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    const { promise, resolve } = Promise.withResolvers<void>();
    const asked = scene.backend.asked('tasks').length;
    scene.backend.answer('tasks', async () => {
      await promise;
      return Response.json(samples.initial_prompt);
    });
    const mark = scene.sandbox.requests.mark();
    const command = ada.command('task');
    await scene.backend.got('tasks', asked + 1);
    scene.clock.advance(5_000);
    await command;
    resolve();
    await scene.backend.got('nack', 1);
    expect(ada.notices).toEqual(['The application did not respond']);
    expect(scene.sandbox.requests.since(mark).map(({ status }) => status)).toEqual([404]);
  });

  test.each([10015, 50027] as const)('%i when the card was to fill the placeholder', async (code) => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    const mark = scene.sandbox.requests.mark();
    await lateCard(scene, ada, () => scene.sandbox.faults.rest(calls.edit, refusals[code]));
    await scene.backend.got('nack', 1);
    expect(scene.sandbox.requests.since(mark)).toHaveLength(2);
    expect(scene.backend.asked('ack')).toEqual([]);
  });

  test('the interaction’s 15 minutes are nearly over, by our own clock', async () => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    const mark = scene.sandbox.requests.mark();
    await lateCard(scene, ada, () => scene.clock.advance(14 * 60_000));
    await scene.backend.got('nack', 1);
    const calledForAda = scene.sandbox.requests.since(mark).filter(({ route }) => /:token/.test(route));
    expect(calledForAda).toHaveLength(1);
  });

  test('Discord does not take the card, but the words that say so', async () => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    scene.backend.tasks.push(samples.initial_prompt);
    scene.sandbox.faults.rest(calls.callback, refusals[50035]);
    await ada.command('task');
    expect(ada.text()).toMatch(/Something broke on our side.* reference [0-9A-Z]{7}\./);
    await scene.backend.got('nack', 1);
    expect(scene.backend.asked('ack')).toEqual([]);
  });
});

describe('a task is kept', () => {
  test('when its person has seen it before, whatever Discord says now', async () => {
    const scene = await botWith([samples.initial_prompt]);
    const ada = await scene.contributor('Ada');
    await scene.backend.got('ack', 1);
    const fault = scene.sandbox.faults.rest(calls.callback, refusals[10062]);
    await inVain(scene, ada, () => fault.struck() === 1);
    await ada.command('task');
    expect(ada.buttons()).toContain('Answer');
    expect(scene.backend.asked('nack')).toEqual([]);
    expect(scene.backend.asked('ack')).toHaveLength(1);
  });

  test('when nobody can tell whether it was shown', async () => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    scene.backend.tasks.push(samples.initial_prompt);
    const down = { status: 503, times: Number.POSITIVE_INFINITY };
    for (const call of [calls.callback, calls.edit, calls.find]) scene.sandbox.faults.rest(call, down);
    const command = ada.command('task');
    await passTime(scene.clock, () => scene.logged.some((line) => line.includes('could not be shown')));
    await command;
    scene.sandbox.faults.clear();
    await ada.command('task');
    expect(ada.buttons()).toContain('Answer');
    const [ack] = await scene.backend.got('ack', 1);
    expect(ack?.body).toEqual({ message_id: ada.last().id });
    expect(scene.backend.asked('nack')).toEqual([]);
  });

  test('when it was shown meanwhile by another command', async () => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    scene.backend.tasks.push(samples.initial_prompt);
    const { promise, resolve } = Promise.withResolvers<void>();
    const fault = scene.sandbox.faults.rest(calls.callback, { until: promise });
    const first = ada.command('task');
    await waitFor(() => fault.struck() === 1);
    await ada.command('task');
    await scene.backend.got('ack', 1);
    scene.clock.advance(3_001);
    resolve();
    await first;
    await waitFor(() => scene.logged.some((line) => line.includes('could not be shown')));
    await ada.click('Answer');
    expect(ada.modal).not.toBeNull();
    expect(scene.backend.asked('nack')).toEqual([]);
  });
});

test('a card that was used before Discord denied it is kept, with what was entered, and acked', async () => {
  const scene = await botWith();
  const ada = await scene.contributor('Ada');
  scene.backend.tasks.push(samples.initial_prompt);
  const unseen = scene.sandbox.faults.rest(calls.callback, { status: 503, seen: true, times: 2 });
  await ada.command('task');
  await waitFor(hasStruck(unseen, 2));
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the sky blue?' });
  const denied = scene.sandbox.faults.rest(calls.callback, refusals[10062]);
  await passTime(scene.clock, hasStruck(denied));
  await waitFor(() => scene.logged.some((line) => line.includes('could not be shown')));
  await scene.backend.got('ack', 1);
  await ada.command('task');
  expect(ada.text()).toContain('Why is the sky blue?');
  expect(scene.backend.asked('nack')).toEqual([]);
});

test('a form that could not be opened leaves the task as it was', async () => {
  const scene = await botWith([samples.initial_prompt]);
  const ada = await scene.contributor('Ada');
  const mark = scene.sandbox.requests.mark();
  const fault = scene.sandbox.faults.rest(calls.callback, refusals[10062]);
  const click = ada.click('Answer');
  await waitFor(() => fault.struck() === 1);
  scene.clock.advance(3_001);
  await click;
  expect(scene.sandbox.requests.since(mark)).toHaveLength(1);
  expect(ada.notices).toEqual(['This interaction failed']);
  await ada.click('Answer');
  expect(ada.modal).not.toBeNull();
});

test('what was written into a form is kept even when the answer to it cannot be shown', async () => {
  const scene = await botWith([samples.initial_prompt]);
  const ada = await scene.contributor('Ada');
  await ada.click('Answer');
  const fault = scene.sandbox.faults.rest(calls.callback, refusals[10062]);
  const submit = ada.submit({ 'Your text': 'Why is the sky blue?' });
  await waitFor(() => fault.struck() === 1);
  scene.clock.advance(3_001);
  await submit;
  await ada.cancel();
  await ada.command('task');
  expect(ada.text()).toContain('Why is the sky blue?');
  expect(ada.buttons()).toContain('Send');
});

test('suggestions that come too late harm nobody', async () => {
  const scene = await botWith();
  const ada = await scene.contributor('Ada');
  const fault = scene.sandbox.faults.rest(calls.callback, refusals[10062]);
  const typed = ada.autocomplete('task', 'language', 'ger');
  await waitFor(() => fault.struck() === 1);
  scene.clock.advance(3_001);
  await typed;
  expect(await ada.autocomplete('task', 'language', 'ger')).not.toEqual([]);
});
