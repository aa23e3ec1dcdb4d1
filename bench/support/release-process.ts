import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Usage, usageOf } from './process-usage.ts';

const LOOK_EVERY_MS = 100;
const root = join(import.meta.dirname, '..', '..');
const Package = z.object({ scripts: z.object({ data: z.string().startsWith('node ') }) });

/**
 * Writes a release of the collection in a folder as `npm run data` does, in a process of its own, and gives how long it took
 * in ms and what it used, up to a tenth of a second before its end. Linux only.
 */
export async function releaseFrom(dataDir: string, to: string): Promise<Usage & { tookMs: number }> {
  const args = [to, '--release', '--data-dir', dataDir, '--state', 'all', '--split', 'train=0.9,test=0.1'];
  const { scripts } = Package.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const program = scripts.data.split(' ').slice(1); // with Node's options
  const begun = performance.now();
  const child = spawn(process.execPath, [...program, 'export', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit');
  let used: Usage = { cpuMs: 0, memory: 0, peak: 0 };
  const looking = setInterval(async () => {
    const now = await usageOf(child.pid ?? 0).catch(() => used); // it may have ended
    if (now.cpuMs >= used.cpuMs && now.peak >= used.peak) used = now; // one that is ending has no memory left
  }, LOOK_EVERY_MS);
  try {
    const [code] = await ended;
    if (code !== 0) throw new Error(`the release ended with ${code}`);
    return { ...used, tookMs: performance.now() - begun };
  } finally {
    clearInterval(looking);
  }
}
