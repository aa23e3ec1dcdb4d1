import {
  type APIInteraction,
  type ChatInputCommandInteraction,
  Client,
  type ClientOptions,
  GatewayDispatchEvents,
  type Interaction,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server.ts';
import { identifyAtOnce } from './identify-at-once.ts';

export type Bot = {
  client: Client<true>;
  /** What its answers threw, in order. */
  errors: unknown[];
  /** Resolves once this many answers have begun. */
  begun(count: number): Promise<void>;
  /** Resolves once this many answers have come to an end, well or badly. */
  ended(count: number): Promise<void>;
};

/** What a test's bot does with each kind of interaction. */
export type Answers = {
  command?: (interaction: ChatInputCommandInteraction) => unknown;
  component?: (interaction: MessageComponentInteraction) => unknown;
  form?: (interaction: ModalSubmitInteraction) => unknown;
  any?: (interaction: Interaction) => unknown;
  /** In place of the others: what Discord sent, as it is. */
  raw?: (interaction: APIInteraction, client: Client) => unknown;
};

const START = Date.UTC(2026, 10, 22);

/**
 * A sandbox that is closed when the test is over. Its clock stands still until the test moves it, so that Discord's
 * deadlines do not depend on how busy the machine is.
 */
export async function sandboxFor(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ now: () => START, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A real discord.js client, logged in to the sandbox, that answers as the test says. Keeps what its answers throw. */
export async function botIn(
  sandbox: Sandbox,
  answers: Answers = {},
  options: Partial<ClientOptions> = {},
): Promise<Bot> {
  const errors: unknown[] = [];
  const begun = counter();
  const ended = counter();
  const client = new Client({
    intents: [],
    rest: { api: sandbox.apiUrl, retries: 0 },
    ws: { buildIdentifyThrottler: identifyAtOnce },
    ...options,
  });
  onTestFinished(() => client.destroy());
  client.on('error', (error) => errors.push(error));
  const counted = async (answered: Promise<void>) => {
    begun.add();
    await answered.catch((error) => errors.push(error));
    ended.add();
  };
  const { raw } = answers;
  if (raw) {
    const answerRaw = async (interaction: APIInteraction) => void (await raw(interaction, client));
    client.ws.on(GatewayDispatchEvents.InteractionCreate, (data) => counted(answerRaw(data)));
  } else {
    client.on('interactionCreate', (interaction) => counted(answer(interaction, answers)));
  }
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
  await client.login(sandbox.token);
  return { client: await ready, errors, begun: begun.reaches, ended: ended.reaches };
}

async function answer(interaction: Interaction, { any, command, component, form }: Answers): Promise<void> {
  if (any) await any(interaction);
  if (interaction.isChatInputCommand()) await command?.(interaction);
  if (interaction.isMessageComponent()) await component?.(interaction);
  if (interaction.isModalSubmit()) await form?.(interaction);
}

function counter() {
  let count = 0;
  let waiting: { goal: number; resolve: () => void }[] = [];
  return {
    add() {
      count += 1;
      for (const { goal, resolve } of waiting) if (count >= goal) resolve();
      waiting = waiting.filter(({ goal }) => goal > count);
    },
    reaches: (goal: number) =>
      new Promise<void>((resolve) => {
        if (count >= goal) resolve();
        else waiting.push({ goal, resolve });
      }),
  };
}

/** A sandbox with a person called Ada, and a bot in it that has one command, `/go`. */
export async function scene(answers: Answers = {}, options: SandboxOptions = {}) {
  const sandbox = await sandboxFor(options);
  const bot = await botIn(sandbox, answers);
  await bot.client.application.commands.set([{ name: 'go', description: 'Goes' }]);
  return { sandbox, ...bot, ada: sandbox.person('Ada') };
}

/** A raw request to the REST API, with the bot's token unless another is given. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  token = sandbox.token,
) {
  const response = await fetch(`${sandbox.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
