import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { importsOf, root, sources } from './support/sources.ts';

const Names = z.record(z.string(), z.string());
const Package = z.object({ dependencies: Names, devDependencies: Names });
const { dependencies, devDependencies } = Package.parse(
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
);

const scripts = sources('src', 'commands', 'deploy', 'sandbox', 'bench', 'test').flatMap(({ path, text }) =>
  importsOf(text).map((name) => ({ path, name })),
);
const styles = globSync('sandbox/**/*.css', { cwd: root }).flatMap((path) =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/@import "([^"]+)"/g)].map(([, name = '']) => ({
    path,
    name,
  })),
);
const imported = [...scripts, ...styles]
  .filter(({ name }) => !name.startsWith('.') && !name.startsWith('node:'))
  .map(({ path, name }) => ({
    path,
    package: name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  }));

test('every package that is imported is declared, and does not merely come with another', () => {
  expect(imported.length).toBeGreaterThan(100);
  const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }));
  expect(imported.filter(({ package: name }) => !declared.has(name))).toEqual([]);
});

test('every package that comes with the bot is imported by it', () => {
  const used = new Set(
    imported.filter(({ path }) => /^(src|commands)\//.test(path)).map((one) => one.package),
  );
  expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([]);
});
