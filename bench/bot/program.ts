import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { botReady } from '../../sandbox/bot-ready.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type Probed, startProbed } from '../support/probed.ts';
import { writeEndlessRules } from '../support/rules.ts';

/** A program of its own in a sandbox of its own. */
export type Running = Pick<Probed, 'usage' | 'stop'> & { sandbox: Sandbox };

/** Starts a program, and resolves when people can use it. */
export async function start(file: string): Promise<Running> {
  const sandbox = await startSandbox({ people: [{ name: 'Owner', admin: true }] });
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  await writeEndlessRules(dataDir);
  const program = startProbed(file, dataDir, {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
  });
  await Promise.race([
    botReady(sandbox, sandbox.person('Owner').id),
    program.ended.then(() => Promise.reject(new Error(`${file} has ended before it was ready`))),
  ]);
  return {
    sandbox,
    usage: program.usage,
    async stop() {
      await program.stop();
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
