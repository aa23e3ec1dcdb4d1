import { Client, type ClientOptions, type Interaction } from 'discord.js';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts';

export type Bot = { client: Client<true>; errors: unknown[] };

/** A sandbox that is closed when the test is over. */
export async function sandboxFor(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A real discord.js client, logged in to the sandbox, that answers interactions as the test says. */
export async function botIn(
  sandbox: Sandbox,
  answer: (interaction: Interaction) => unknown = () => {},
  options: Partial<ClientOptions> = {},
): Promise<Bot> {
  const errors: unknown[] = [];
  const client = new Client({ intents: [], rest: { api: sandbox.apiUrl, retries: 0 }, ...options });
  onTestFinished(() => client.destroy());
  client.on('error', (error) => errors.push(error));
  client.on('interactionCreate', async (interaction) => {
    try {
      await answer(interaction);
    } catch (error) {
      errors.push(error);
    }
  });
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
  await client.login(sandbox.token);
  return { client: await ready, errors };
}
