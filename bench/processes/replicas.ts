import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type Probed, portOnceReady, startProbed } from '../support/probed.ts';
import { writeEndlessRules } from '../support/rules.ts';

/** Processes of the bot behind one address, to which a sandbox brings what people do, each in its turn. */
export type Replicas = {
  sandbox: Sandbox;
  /** The processor's time for all of them up to now, in ms. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
};

/** Starts so many, which share one PostgreSQL database, and resolves when people can use them. */
export async function startReplicas(file: string, count: number, url: string): Promise<Replicas> {
  const sandbox = await startSandbox({ people: [{ name: 'Owner', admin: true }] });
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  await writeEndlessRules(dataDir);
  const running: Probed[] = [];
  const ports: number[] = [];
  const env = {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    DISCORD_PUBLIC_KEY: sandbox.webhook.publicKey,
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    PORT: '0',
  };
  async function stop(): Promise<void> {
    await Promise.all(running.map((one) => one.stop()));
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  try {
    for (let number = 0; number < count; number += 1) {
      const program = startProbed(file, dataDir, env);
      running.push(program);
      ports.push(await portOnceReady(program));
    }
    await sandbox.webhook.bringTo(ports.map((port) => `http://127.0.0.1:${port}/interactions`));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    sandbox,
    async cpuMs() {
      const used = await Promise.all(running.map((one) => one.usage()));
      return used.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    },
    stop,
  };
}
