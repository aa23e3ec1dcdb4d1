import { execFile } from 'node:child_process';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { freshFolder } from './support/folder.ts';
import { root } from './support/sources.ts';

const run = promisify(execFile);

/** Where a program keeps what was compiled that imports what the project's programs import first. */
async function folderOf(env: Record<string, string>): Promise<string> {
  const { NODE_COMPILE_CACHE: _, ...inherited } = process.env;
  const tell = "import { getCompileCacheDir } from 'node:module'; process.stdout.write(getCompileCacheDir())";
  const flags = ['--import', join(root, 'src/compile-cache.ts'), '--input-type=module', '--eval', tell];
  return (await run(process.execPath, flags, { cwd: root, env: { ...inherited, ...env } })).stdout;
}

test('what was compiled once stays with what is installed, or where the environment says', async () => {
  expect(await folderOf({})).toContain(join(root, 'node_modules', '.cache', 'compiled'));
  const folder = await freshFolder();
  expect(await folderOf({ NODE_COMPILE_CACHE: folder })).toContain(folder);
  expect(await Array.fromAsync(glob('*/*', { cwd: folder }))).not.toEqual([]);
});

test('a folder that cannot be made stops nobody', async () => {
  const file = join(await freshFolder(), 'file');
  await writeFile(file, '');
  const env = { ...process.env, NODE_COMPILE_CACHE: join(file, 'compiled') };
  const flags = ['--import', join(root, 'src/compile-cache.ts'), '--eval', "process.stdout.write('ran')"];
  expect((await run(process.execPath, flags, { cwd: root, env })).stdout).toBe('ran');
});

test('every program that people start has it', async () => {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(text));
  for (const name of ['start', 'start:built', 'demo', 'backend', 'data', 'doctor'])
    expect(scripts[name]).toMatch(/^node --import \.\/(src\/compile-cache\.ts|dist\/compile-cache\.mjs) /);
});
