import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/rest/faults.ts';
import { botWith, type Scene } from '../support/bot.ts';
import { calls, hasStruck, passingFaults, passTime, refusals } from '../support/discord-faults.ts';
import { nothingWaits } from '../support/nothing-waits.ts';
import { refusal } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

/** Waits until Discord has made trouble about what somebody does, and lets time pass until it is done. */
async function during({ clock, sandbox }: Scene, fault: Fault, act: Promise<unknown>): Promise<void> {
  let done = false;
  const finished = act.finally(() => {
    done = true;
  });
  await waitFor(hasStruck(fault));
  await passTime(
    clock,
    () => done,
    () => sandbox.requests.open() > 0,
  );
  await finished;
}

/** A backend that answers the next request for a task only when it is told to. */
function slowTask({ backend }: Scene, reply: () => Response): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  backend.answer('tasks', async () => {
    await promise;
    return reply();
  });
  return resolve;
}

describe.each(passingFaults)('%s', (_name, behaviour) => {
  test('on the card still shows it, once, and acks the task once', async () => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    scene.backend.tasks.push(samples.assistant_reply);
    const before = ada.messages().length;
    const fault = scene.sandbox.faults.rest(calls.callback, behaviour);
    await during(scene, fault, ada.command('task'));
    await ada.until(() => ada.buttons().includes('Answer'));
    expect(ada.messages()).toHaveLength(before + 1);
    const [ack] = await scene.backend.got('ack', 1);
    expect(ack?.body).toEqual({ message_id: ada.last().id });
    await ada.command('task');
    expect(scene.backend.asked('ack')).toHaveLength(1);
    expect(scene.backend.asked('nack')).toEqual([]);
  });

  test('on a changed card still changes it, and the choice counts once', async () => {
    const scene = await botWith([samples.rank_assistant_replies]);
    const ada = await scene.contributor('Ada');
    const card = ada.last();
    const fault = scene.sandbox.faults.rest(calls.callback, behaviour);
    await during(scene, fault, ada.click('2'));
    await ada.until(() => ada.text(ada.again(card)).includes('**2**'));
    expect(ada.messages().at(-1)?.id).toBe(card.id);
  });

  test('on a form still opens it', async () => {
    const scene = await botWith([samples.assistant_reply]);
    const ada = await scene.contributor('Ada');
    const fault = scene.sandbox.faults.rest(calls.callback, behaviour);
    await during(scene, fault, ada.click('Answer'));
    await ada.until(() => ada.modal);
    await ada.submit({ 'Your text': 'They use light.' });
    expect(ada.text()).toContain('They use light.');
  });

  test('on asking Discord to wait, and on the card that follows, still shows it', async () => {
    const scene = await botWith();
    const ada = await scene.contributor('Ada');
    const release = slowTask(scene, () => Response.json(samples.assistant_reply));
    const before = ada.messages().length;
    const asked = scene.backend.asked('tasks').length;
    const deferral = scene.sandbox.faults.rest(calls.callback, behaviour);
    const edit = scene.sandbox.faults.rest(calls.edit, behaviour);
    const command = ada.command('task');
    await scene.backend.got('tasks', asked + 1);
    scene.clock.advance(1_500);
    await during(scene, deferral, command);
    expect(ada.last().thinking).toBe(true);
    release();
    await waitFor(hasStruck(edit));
    await passTime(scene.clock, () => ada.buttons().includes('Answer'));
    expect(ada.messages()).toHaveLength(before + 1);
    const [ack] = await scene.backend.got('ack', 1);
    expect(ack?.body).toEqual({ message_id: ada.last().id });
  });

  test('on sending still says so, and sends one answer', async () => {
    const scene = await botWith([samples.assistant_reply]);
    const ada = await scene.contributor('Ada');
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    const fault = scene.sandbox.faults.rest(calls.callback, behaviour);
    await during(scene, fault, ada.click('Send'));
    await ada.until(() => ada.text().includes('Saved'));
    expect(scene.backend.asked('interaction')).toHaveLength(1);
  });

  test('on a rating still says that it goes out, and sends it once', async () => {
    const scene = await botWith([samples.rate_summary]);
    const ada = await scene.contributor('Ada');
    const fault = scene.sandbox.faults.rest(calls.callback, behaviour);
    await during(scene, fault, ada.click('4'));
    await ada.until(() => ada.text().includes('Your rating: **4**'));
    scene.clock.advance(10_000);
    await scene.backend.got('interaction', 1);
    await ada.until(() => ada.text().includes('Saved'));
    expect(scene.backend.asked('interaction')).toHaveLength(1);
  });

  test('on late news still brings them', async () => {
    const scene = await botWith([samples.assistant_reply]);
    const ada = await scene.contributor('Ada');
    await ada.click('Answer');
    await ada.submit({ 'Your text': 'They use light.' });
    scene.backend.answer('interaction', () => new Response('<html>', { status: 502 }));
    await ada.click('Send');
    expect(ada.text()).toContain('Safe with me');
    const fault = scene.sandbox.faults.rest(calls.edit, behaviour);
    scene.clock.advance(60_000);
    await scene.backend.got('interaction', 2);
    await waitFor(hasStruck(fault));
    await passTime(scene.clock, () => ada.text().includes('Saved'));
  });

  test('on words beside a card that was to change still shows them', async () => {
    const scene = await botWith();
    const ada = scene.sandbox.person('Ada');
    await ada.command('task');
    const release = slowTask(scene, () => refusal(503, 4001));
    const click = ada.click('I agree');
    await scene.backend.got('tasks', 1);
    scene.clock.advance(1_500);
    await click;
    const fault = scene.sandbox.faults.rest(calls.followUp, behaviour);
    release();
    await waitFor(hasStruck(fault));
    await passTime(scene.clock, () => ada.text().includes('closed your account'));
  });
});

test('a call that hangs is given up after a second, and the next one shows the card', async () => {
  const scene = await botWith();
  const ada = await scene.contributor('Ada');
  scene.backend.tasks.push(samples.initial_prompt);
  const { promise, resolve } = Promise.withResolvers<void>();
  scene.sandbox.faults.rest(calls.callback, { until: promise });
  await ada.command('task');
  expect(ada.buttons()).toContain('Answer');
  resolve();
});

test('a 429 that ends within three seconds is waited out, one that does not is not', async () => {
  const scene = await botWith();
  const ada = await scene.contributor('Ada');
  const release = slowTask(scene, () => Response.json(samples.initial_prompt));
  const asked = scene.backend.asked('tasks').length;
  const mark = scene.sandbox.requests.mark();
  const long = scene.sandbox.faults.rest(calls.callback, { status: 429, retryAfter: 5 });
  const command = ada.command('task');
  await scene.backend.got('tasks', asked + 1);
  scene.clock.advance(1_500);
  await waitFor(() => long.struck() === 1);
  scene.clock.advance(60_000);
  await command;
  release();
  await scene.backend.got('nack', 1);
  expect(scene.sandbox.requests.since(mark)).toHaveLength(1);
  expect(ada.notices).toEqual(['The application did not respond']);
});

test('a message that was dismissed while Discord waited is shown anew', async () => {
  const scene = await botWith();
  const ada = await scene.contributor('Ada');
  const release = slowTask(scene, () => Response.json(samples.initial_prompt));
  const asked = scene.backend.asked('tasks').length;
  const command = ada.command('task');
  await scene.backend.got('tasks', asked + 1);
  scene.clock.advance(1_500);
  await command;
  scene.sandbox.faults.rest(calls.edit, refusals[10008]);
  release();
  await ada.until(() => ada.buttons().includes('Answer'));
  const [ack] = await scene.backend.got('ack', 1);
  expect(ack?.body).toEqual({ message_id: ada.last().id });
});

test('a message that its person has dismissed is no fault for those who read the log', async () => {
  const scene = await botWith([samples.rate_summary]);
  const ada = await scene.contributor('Ada');
  await ada.click('4');
  await scene.backend.got('ack', 1);
  await ada.dismiss();
  scene.clock.advance(10_000);
  await scene.backend.got('interaction', 1);
  const edits = () => scene.sandbox.requests.all().filter(({ method }) => method === 'PATCH');
  await waitFor(() => edits().length > 0);
  await scene.stop();
  expect(edits().every(({ status }) => status === 404)).toBe(true);
  const faults = scene.logged.filter((line) => JSON.parse(line).level === 'error');
  expect(faults).toEqual([]);
});

test('once something is shown, no timer brings more', async () => {
  const scene = await botWith([samples.initial_prompt]);
  await scene.contributor('Ada');
  await scene.backend.got('ack', 1);
  const mark = scene.sandbox.requests.mark();
  scene.clock.advance(9 * 60_000);
  await scene.sandbox.person('Ben').command('help');
  expect(scene.sandbox.requests.since(mark)).toHaveLength(1);
});

test('an answer whose showing failed for good is still sent once, and found again', async () => {
  const scene = await botWith([samples.assistant_reply]);
  const ada = await scene.contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'They use light.' });
  const review = ada.last();
  scene.sandbox.faults.rest(calls.callback, refusals[10062]);
  const click = ada.click('Send');
  await scene.backend.got('interaction', 1);
  scene.clock.advance(3_001);
  await click;
  await nothingWaits(scene.db);
  await ada.click('Send', { on: review });
  expect(ada.text()).toContain('already sent');
  expect(scene.backend.asked('interaction')).toHaveLength(1);
});
