import { expect, test } from 'vitest';
import { botReady } from '../../sandbox/bot-ready.ts';
import type { Person } from '../../sandbox/driver/person.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { botProcess, settingsFor } from '../support/bot-process.ts';
import { listeningPort } from '../support/listening-port.ts';
import { emptyPostgresUrl, postgresMissing } from '../support/postgres.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';

/** Settings of a bot with the embedded backend and its sample tasks. */
async function embedded(sandbox: Sandbox): Promise<Record<string, string>> {
  const {
    OASST_API_URL: _url,
    OASST_API_KEY: _key,
    ...settings
  } = await settingsFor(sandbox, scriptedBackend());
  return { ...settings, SAMPLES: 'true' };
}

/** From the first `/task` to an answer that is kept. */
async function doTask(ada: Person): Promise<void> {
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('I agree');
  await ada.until(() => ada.buttons().includes('Skip the tutorial'));
  await ada.click('Skip the tutorial');
  await ada.until(() => ada.buttons().includes('Answer'));
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the sky blue at noon, and red in the evening?' });
  await ada.until(() => ada.buttons().includes('Send'));
  await ada.click('Send');
  await ada.until(() => ada.text().includes('Saved'));
}

/** A sandbox in real time, as the process lives in it. */
async function realTime(): Promise<Sandbox> {
  return await sandboxFor({ now: Date.now });
}

test('a task is done with the embedded backend, and the process ends in order', async () => {
  const sandbox = await realTime();
  const ada = sandbox.person('Ada');
  const bot = botProcess({ env: await embedded(sandbox) });
  await botReady(sandbox, ada.id);
  await doTask(ada);
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
});

test.skipIf(postgresMissing)('the same on PostgreSQL', async () => {
  const sandbox = await realTime();
  const ada = sandbox.person('Ada');
  const env = { ...(await embedded(sandbox)), DATABASE_URL: await emptyPostgresUrl() };
  const bot = botProcess({ env });
  await botReady(sandbox, ada.id);
  await doTask(ada);
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
});

test('the same over signed web requests; health and figures are beside them', async () => {
  const sandbox = await realTime();
  const ada = sandbox.person('Ada');
  const webhook = { PORT: '0', DISCORD_PUBLIC_KEY: sandbox.webhook.publicKey };
  const bot = botProcess({ env: { ...(await embedded(sandbox)), ...webhook } });
  await bot.says('connected to Discord');
  const address = `http://127.0.0.1:${listeningPort(bot.output())}`;
  await sandbox.webhook.bringTo(`${address}/interactions`);
  await doTask(ada);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  const figures = await (await fetch(`${address}/metrics`)).text();
  expect(figures).toContain('bot_interactions_total{name="task",outcome="answered"} 1');
  expect(figures).toContain('bot_turned_away_total{why="unsigned"}');
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
});
