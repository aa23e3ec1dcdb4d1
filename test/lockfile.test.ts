import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { root } from './support/sources.ts';

const Versions = z.record(z.string(), z.string()).default({});
const Package = z.object({
  dependencies: Versions,
  optionalDependencies: Versions,
  integrity: z.string().optional(),
});
const Lockfile = z.object({ packages: z.record(z.string(), Package) });
const { packages } = Lockfile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

// npm leaves out packages for other platforms when its registry lacks them, and then `npm ci` refuses the lockfile
test('package-lock.json holds every package, those for other platforms too', () => {
  const wanted = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).map((name) => ({ path, name })),
  );
  expect(wanted.length).toBeGreaterThan(50);
  expect(
    wanted.filter(({ path, name }) => !foldersAbove(path).some((folder) => packages[folder + name])),
  ).toEqual([]);
});

// npm writes none for what it did not fetch, and then installs whatever a registry gives in its place
test('package-lock.json says of every package what must come', () => {
  const { '': _project, ...fetched } = packages;
  expect(Object.keys(fetched).length).toBeGreaterThan(50);
  expect(
    Object.entries(fetched).filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')),
  ).toEqual([]);
});

/** Where npm may have put what a package needs: below it, or below any folder on the way up. */
function foldersAbove(path: string) {
  const parts = path.split('/node_modules/');
  const below = parts.map((_, index) => `${parts.slice(0, index + 1).join('/node_modules/')}/node_modules/`);
  return ['node_modules/', ...below];
}
