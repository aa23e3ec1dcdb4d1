import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freshFolder } from './support/folder.ts';
import { root } from './support/sources.ts';

const run = promisify(execFile);
const tsc = join(root, 'node_modules', '.bin', 'tsc');

// TypeScript 7.0 with `incremental` keeps what it once found in a file for as long as only a JSON file changes that this
// file has a type of (issue 64025 of TypeScript): a text that is gone, and a text that is new, are not seen
test.each(['tsconfig.json', 'sandbox/page/tsconfig.json'])(
  'the types of %s are checked anew when only a file of texts has changed',
  async (config) => {
    const folder = await freshFolder();
    const own = { extends: join(root, config), compilerOptions: { types: [] }, include: ['*.mts'] };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(own));
    await writeFile(
      join(folder, 'key.mts'),
      "import texts from './texts.json' with { type: 'json' };\nexport const key: keyof typeof texts = 'hello';\n",
    );
    const check = async (texts: object) => {
      await writeFile(join(folder, 'texts.json'), JSON.stringify(texts));
      const args = ['--noEmit', '-p', folder];
      return await run(tsc, args).then(
        () => 'sound',
        ({ stdout }: { stdout: string }) => stdout,
      );
    };
    expect(await check({ hello: '' })).toBe('sound');
    expect(await check({ goodbye: '' })).toContain('key.mts(2,14): error TS2322');
    expect(await check({ hello: '' })).toBe('sound');
  },
);
