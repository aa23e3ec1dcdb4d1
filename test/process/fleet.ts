import { expect } from 'vitest';
import { type BotProcess, botProcess } from '../support/bot-process.ts';
import { listeningPort } from '../support/listening-port.ts';
import { commonGround } from './common-ground.ts';

/**
 * Processes of the bot that people's interactions are brought to in turn, which share one PostgreSQL and know nothing else of one another, before a backend on the network that
 * has tasks of every type. Time is real, and so is Discord's patience.
 */
export async function fleet() {
  const { env: common, ...ground } = await commonGround();
  const { sandbox } = ground;
  const env = { ...common, PORT: '0', DISCORD_PUBLIC_KEY: sandbox.webhook.publicKey };
  const serving: BotProcess[] = [];

  async function bring(): Promise<void> {
    await sandbox.webhook.bringTo(serving.map((bot) => `${addressOf(bot)}/interactions`));
  }

  return {
    ...ground,
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
