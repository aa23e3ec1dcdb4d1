import { expect, test } from 'vitest';
import { botWith, type Scene } from '../support/bot.ts';
import { samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

const MINUTE_MS = 60_000;

/** Resolves once the bot has logged a line so often. */
async function logs({ logged }: Scene, words: string, times = 1): Promise<void> {
  const count = () => logged.filter((line) => line.includes(words)).length;
  await waitFor(() => count() >= times);
}

test.each([
  ['drops', 'drop'],
  ['asks to reconnect (op 7)', 'reconnect'],
] as const)(
  'a gateway that %s is resumed, and what was clicked meanwhile is answered',
  async (_name, fault) => {
    const scene = await botWith([samples.initial_prompt]);
    const ada = await scene.contributor('Ada');
    scene.sandbox.faults.gateway[fault]();
    await ada.click('Answer');
    expect(ada.modal).not.toBeNull();
    await logs(scene, 'gateway resumed');
    await ada.submit({ 'Your text': 'Why is the sky blue?' });
    expect(ada.buttons()).toContain('Send');
  },
);

test('a session that Discord calls invalid (op 9) is left for a new one', async () => {
  const scene = await botWith([samples.initial_prompt]);
  const ada = await scene.contributor('Ada');
  scene.sandbox.faults.gateway.invalidate();
  await logs(scene, 'gateway ready', 2);
  await ada.click('Answer');
  expect(ada.modal).not.toBeNull();
});

test('a session without heartbeats is resumed, and what was clicked meanwhile is answered', async () => {
  const scene = await botWith([samples.initial_prompt], { heartbeatMs: 60 });
  const ada = await scene.contributor('Ada');
  const speak = scene.sandbox.faults.gateway.silence();
  const click = ada.click('Answer');
  await logs(scene, 'gateway reconnecting');
  speak();
  await click;
  expect(ada.modal).not.toBeNull();
});

test('a session that stays connected without interactions is resumed, then left', async () => {
  const scene = await botWith([samples.initial_prompt]);
  const ada = await scene.contributor('Ada');
  scene.sandbox.faults.gateway.stall();
  const lost = ada.click('Answer');
  scene.clock.advance(10 * MINUTE_MS - 1);
  await lost;
  expect(ada.notices).toEqual(['This interaction failed']);
  expect(scene.logged.some((line) => line.includes('connecting again'))).toBe(false);
  scene.clock.advance(1);
  await logs(scene, 'gateway resumed');
  scene.clock.advance(5 * MINUTE_MS);
  await logs(scene, 'gateway ready', 2);
  await ada.click('Answer');
  expect(ada.modal).not.toBeNull();
});

test('a quiet night costs nobody a click: the session is resumed with what came meanwhile', async () => {
  const scene = await botWith([samples.initial_prompt]);
  const ada = await scene.contributor('Ada');
  scene.clock.advance(10 * MINUTE_MS);
  await ada.click('Answer'); // while the bot is away for half a second
  expect(ada.modal).not.toBeNull();
  expect(scene.logged.some((line) => line.includes('gateway resumed'))).toBe(true);
});

test('before anybody has used the bot, silence means nothing', async () => {
  const scene = await botWith();
  scene.clock.advance(60 * MINUTE_MS);
  expect(scene.logged.some((line) => line.includes('connecting again'))).toBe(false);
});

test('what the gateway says again is not answered again', async () => {
  const { sandbox, contributor } = await botWith([samples.initial_prompt], { door: 'gateway' });
  const ada = await contributor('Ada');
  await ada.click('Answer');
  sandbox.faults.gateway.repeat();
  await ada.submit({ 'Your text': 'Why is the sky blue?' }); // comes after it
  expect(ada.buttons()).toContain('Send');
  const callbacks = sandbox.requests.all().filter(({ path }) => path.endsWith('/callback'));
  const answered = callbacks.map(({ path }) => path);
  expect(answered).toEqual([...new Set(answered)]);
});
