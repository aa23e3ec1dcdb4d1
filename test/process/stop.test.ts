import { describe, expect, test } from 'vitest';
import { botProcess, settingsFor } from '../support/bot-process.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

/** A bot that runs as a process of its own, and somebody who has agreed to take part. */
async function running(env: Record<string, string> = {}, node: string[] = []) {
  const sandbox = await sandboxFor();
  const backend = scriptedBackend();
  const bot = botProcess({ env: { ...(await settingsFor(sandbox, backend)), ...env }, node });
  await bot.says('Add the bot to a server');
  const ada = sandbox.person('Ada');
  await ada.command('task');
  await ada.click('I agree');
  return { sandbox, backend, bot, ada };
}

type Scene = Awaited<ReturnType<typeof running>>;

/** Somebody asks for a task that the backend hands out only when it is told to. */
async function slowTask({ backend, ada }: Scene) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked = backend.asked('tasks').length;
  backend.answer('tasks', async () => {
    await promise;
    return Response.json(samples.initial_prompt);
  });
  const command = ada.command('task');
  await backend.got('tasks', asked + 1);
  return { command, release: resolve };
}

test.each(['SIGTERM', 'SIGINT'] as const)('%s finishes what runs, then ends it with 0', async (signal) => {
  const scene = await running();
  const { bot, ada, backend } = scene;
  const { command, release } = await slowTask(scene);
  bot.kill(signal);
  await bot.says('"stopping"');
  release();
  await command;
  await ada.until(() => ada.buttons().includes('Skip the tutorial')); // the task waits behind it
  expect(await bot.ended).toBe(0);
  expect(backend.asked('ack').length + backend.asked('nack').length).toBeLessThanOrEqual(1);
});

test('an idle bot ends at once', async () => {
  const { bot, ada } = await running();
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  expect(bot.complaints()).toBe('');
  await ada.until(() => !ada.view.bot.online);
});

test('a second signal ends it without waiting', async () => {
  const scene = await running();
  await slowTask(scene); // never released
  scene.bot.kill('SIGTERM');
  await scene.bot.says('"stopping"');
  await waitFor(() => {
    scene.bot.kill('SIGINT');
    return scene.bot.hasEnded();
  });
  expect(await scene.bot.ended).toBe(130);
});

test('a bot that was stopped goes on where it was', async () => {
  const sandbox = await sandboxFor();
  const backend = scriptedBackend([samples.initial_prompt]);
  const env = await settingsFor(sandbox, backend);
  const first = botProcess({ env });
  await first.says('Add the bot to a server');
  const ada = sandbox.person('Ada');
  await ada.command('task');
  for (const button of ['I agree', 'Skip the tutorial', 'Answer']) await ada.click(button);
  await ada.submit({ 'Your text': 'Why is the sky blue?' });
  first.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const second = botProcess({ env });
  await second.says('Add the bot to a server');
  await ada.click('Send');
  await ada.until(() => ada.text().includes('Saved'));
  expect(backend.asked('interaction')).toHaveLength(1);
});

describe('what cannot go on ends with 1, so that a supervisor starts it anew:', () => {
  test('Discord has closed the connection for good', async () => {
    const { sandbox, bot } = await running();
    sandbox.faults.gateway.drop(4004);
    expect(await bot.ended).toBe(1);
    expect(bot.complaints()).toBe(
      'Discord has closed the connection: it does not accept DISCORD_TOKEN any more.\n',
    );
  });

  test.each([
    ['a rejection nobody handled', 'Promise.reject(error)'],
    ['an exception nobody caught', 'throw error'],
  ])('%s, which is logged without secrets', async (_name, fault) => {
    const secret =
      'https://discord.com/api/v10/webhooks/123456789012345678/c2VjcmV0LXRva2Vu/messages/@original';
    const code = `process.on('SIGUSR2', () => { const error = new Error(process.env.FAULT); ${fault}; })`;
    const { bot } = await running({ FAULT: `no answer from ${secret}` }, [
      '--import',
      `data:text/javascript,${encodeURIComponent(code)}`,
    ]);
    bot.kill('SIGUSR2');
    expect(await bot.ended).toBe(1);
    expect(bot.output()).toContain('a fault that nobody caught');
    expect(bot.output()).toContain(
      'no answer from https://discord.com/api/v10/webhooks/123456789012345678/[redacted]',
    );
    expect(bot.output()).not.toContain('c2VjcmV0LXRva2Vu');
  });
});
