import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { botReady } from '../../sandbox/bot-ready.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';

const Usage = z.object({ cpuMs: z.number(), rssMb: z.number(), statements: z.number() });

/** What a program has used up to now. */
export type Usage = z.infer<typeof Usage>;

/** A program of its own in a sandbox of its own. */
export type Running = {
  sandbox: Sandbox;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
};

const endless = { most: 1_000_000_000, ms: 1_000 };
/** The embedded backend without limits for one person, and always with a prompt to write. */
const rules = { maxPromptsInReview: 1_000_000, maxPromptsWaiting: 1_000_000, limits: { person: endless } };

/** Starts a program, and resolves when people can use it. */
export async function start(file: string): Promise<Running> {
  const sandbox = await startSandbox({ people: [{ name: 'Owner', admin: true }] });
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  await writeFile(join(dataDir, 'backend.json'), JSON.stringify(rules));
  const flags = ['--max-semi-space-size=4', '--import', join(import.meta.dirname, 'probe.mjs')]; // as `npm start` has it
  const child = spawn(process.execPath, [...flags, file], {
    cwd: dataDir, // where there is no .env
    env: {
      PATH: process.env.PATH,
      NODE_OPTIONS: process.env.NODE_OPTIONS,
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.apiUrl,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  await Promise.race([
    botReady(sandbox, sandbox.person('Owner').id),
    ended.then(() => Promise.reject(new Error(`${file} has ended before it was ready`))),
  ]);
  return {
    sandbox,
    usage: () => usageOf(child),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const told = once(child, 'message');
  child.send('usage');
  const [usage] = await told;
  return Usage.parse(usage);
}
