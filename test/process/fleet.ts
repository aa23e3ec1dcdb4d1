import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../sandbox/driver/person.ts';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { connectPostgres } from '../../src/store/postgres.ts';
import { type BotProcess, botProcess, settingsFor } from '../support/bot-process.ts';
import { hasLearned } from '../support/learned.ts';
import { listeningPort } from '../support/listening-port.ts';
import { migratedPostgresUrl } from '../support/postgres.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';

/**
 * Processes of the bot that people's interactions are brought to in turn, which share one PostgreSQL and know nothing else of one another, before a backend on the network that
 * has tasks of every type. Time is real, and so is Discord's patience.
 */
export async function fleet() {
  const sandbox = await sandboxFor({ now: Date.now });
  const ticking = setInterval(() => sandbox.clock.advance(0), 50); // Discord's deadlines, as the processes are real ones
  onTestFinished(() => clearInterval(ticking));
  const backend = scriptedBackend();
  backend.always('tasks', (body) => {
    const { type } = z.object({ type: z.enum(taskTypes) }).parse(body);
    return Response.json({ ...samples[type], id: crypto.randomUUID() });
  });
  const url = await migratedPostgresUrl();
  const db = connectPostgres(url, () => {});
  onTestFinished(() => db.destroy());
  const env = {
    ...(await settingsFor(sandbox, backend)),
    DATABASE_URL: url,
    PORT: '0',
    DISCORD_PUBLIC_KEY: sandbox.webhook.publicKey,
  };
  const serving: BotProcess[] = [];

  async function bring(): Promise<void> {
    await sandbox.webhook.bringTo(serving.map((bot) => `${addressOf(bot)}/interactions`));
  }

  return {
    sandbox,
    backend,
    db,
    /** Starts so many at once; resolves when interactions come to all of them. */
    async start(count: number): Promise<void> {
      const started = Array.from({ length: count }, () => botProcess({ env }));
      for (const bot of started) await bot.says('Add the bot to a server');
      serving.push(...started);
      await bring();
    },
    /**
     * Tells the oldest to stop, to which interactions are brought until it says that it is not ready, as by a load balancer. Gives
     * its exit code.
     */
    async retire(): Promise<number | NodeJS.Signals | null> {
      const [oldest] = serving;
      if (!oldest) throw new TypeError('there is none');
      oldest.kill('SIGTERM');
      await saysNotReady(oldest);
      serving.shift();
      await bring();
      return await oldest.ended;
    },
    /** Tells the only one to stop, and resolves when it says that it does: interactions are brought to it all the same. */
    async startStopping(): Promise<BotProcess> {
      const [only, ...others] = serving;
      if (!only || others.length > 0) throw new TypeError('there is not one');
      only.kill('SIGTERM');
      await saysNotReady(only);
      return only;
    },
    /** How many interactions each of those that run has answered by now. */
    async answered(): Promise<number[]> {
      return await Promise.all(
        serving.map(async (bot) => {
          const figures = await (await fetch(`${addressOf(bot)}/metrics`)).text();
          const counted = figures.matchAll(/^bot_interactions_total\{.*outcome="answered"\} (\d+)$/gm);
          return [...counted].reduce((sum, [, count]) => sum + Number(count), 0);
        }),
      );
    },
    /** Somebody who has had all lessons, and has not been asked yet whether they agree to take part. */
    async newcomer(name: string): Promise<Person> {
      const person = sandbox.person(name);
      await hasLearned(db, person);
      return person;
    },
  };
}

export type Fleet = Awaited<ReturnType<typeof fleet>>;

async function saysNotReady(bot: BotProcess): Promise<void> {
  const ask = async () => await fetch(`${addressOf(bot)}/readyz`);
  let response = await ask();
  while (response.ok) response = await ask();
  expect(await response.json()).toEqual({ ready: false, reasons: ['stopping'] });
  expect(response.headers.get('connection')).toBe('close');
}

function addressOf(bot: BotProcess): string {
  return `http://127.0.0.1:${listeningPort(bot.output())}`;
}
