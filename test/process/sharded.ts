import { type BotProcess, botProcess } from '../support/bot-process.ts';
import { commonGround } from './common-ground.ts';

/**
 * As many processes of the bot as there are servers, each with the shard of one of them, on one PostgreSQL. Discord lets one
 * session begin every five seconds. Resolves when all hear of what people do.
 */
export async function sharded(count: number) {
  const servers = Array.from({ length: count }, (_, index) => `server-${index}`);
  const [_home, ...otherServers] = servers;
  const { env, ...ground } = await commonGround({
    channels: servers.slice(0, 1),
    otherServers,
    identify: { concurrency: 1, everyMs: 5_000 },
  });
  const { sandbox } = ground;
  const home = (BigInt(sandbox.guildId) >> 22n) % BigInt(count); // as Discord has it
  const shardOf = (server: number) => (home + BigInt(server)) % BigInt(count);
  const start = (server: number) =>
    botProcess({ env: { ...env, SHARDS: String(shardOf(server)), SHARD_COUNT: String(count) } });
  const running: BotProcess[] = servers.map((_, server) => start(server));
  for (const bot of running) await bot.says('Add the bot to a server');
  const restarts = { count: 0 };
  return {
    ...ground,
    servers,
    /** How often a process was started again. */
    restarts,
    /** Kills the process of a server where it stands, and starts another with its shard; resolves when that one hears of what people do. */
    async killAndRestart(server: number): Promise<void> {
      running[server]?.kill('SIGKILL');
      await running[server]?.ended;
      const another = start(server);
      running[server] = another;
      await another.says('Add the bot to a server');
      restarts.count += 1;
      sandbox.person('Somebody who comes'); // at which everybody looks up
    },
  };
}

export type Sharded = Awaited<ReturnType<typeof sharded>>;
