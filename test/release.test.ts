import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freshFolder } from './support/folder.ts';
import { root } from './support/sources.ts';

const run = promisify(execFile);
const CHANGELOG = '# Changelog\n\n## Unreleased\n\n### Added\n\n- A feature.\n\n## 0.1.0\n\nThe first.\n';

/** A repository with one commit, whose check is `check`, and what there is to do with it. */
async function repository({ changelog = CHANGELOG, check = 'exit 0' } = {}) {
  const folder = await freshFolder();
  await mkdir(join(folder, '.ci'));
  await copyFile(join(root, '.ci/release'), join(folder, '.ci/release'));
  await writeFile(join(folder, '.ci/run'), `#!/bin/sh\n${check}\n`);
  await chmod(join(folder, '.ci/run'), 0o755);
  const manifest = { name: 'some-bot', version: '0.1.0' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { '': manifest } };
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
  await writeFile(join(folder, 'CHANGELOG.md'), changelog);
  const git = async (...args: string[]) => (await run('git', args, { cwd: folder, env })).stdout.trim();
  await git('init', '-q', '-b', 'main');
  await git('add', '.');
  await git('commit', '-q', '-m', 'first');
  const release = async (...args: string[]) => {
    try {
      return { code: 0, said: (await run(join(folder, '.ci/release'), args, { cwd: folder, env })).stdout };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string }; // as execFile rejects
      return { code, said: stderr };
    }
  };
  const file = (name: string) => readFile(join(folder, name), 'utf8');
  return { folder, git, release, file };
}

const identity = { NAME: 'Ada', EMAIL: 'ada@example.org' };
const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...Object.fromEntries(
    Object.entries(identity).flatMap(([name, value]) =>
      ['AUTHOR', 'COMMITTER'].map((who) => [`GIT_${who}_${name}`, value]),
    ),
  ),
};

test('a release dates the changelog, sets the version everywhere, commits and tags', async () => {
  const { git, release, file } = await repository();
  expect(await release('0.2.0')).toEqual({
    code: 0,
    said: expect.stringContaining('git push --follow-tags'),
  });
  expect(await file('CHANGELOG.md')).toMatch(
    /^# Changelog\n\n## Unreleased\n\n## 0\.2\.0 - \d{4}-\d\d-\d\d\n\n### Added\n\n- A feature\.\n\n## 0\.1\.0\n\nThe first\.\n$/,
  );
  expect(JSON.parse(await file('package.json'))).toMatchObject({ version: '0.2.0' });
  expect(JSON.parse(await file('package-lock.json'))).toMatchObject({
    version: '0.2.0',
    packages: { '': { version: '0.2.0' } },
  });
  expect(await git('status', '--porcelain')).toBe('');
  expect(await git('log', '--format=%s')).toBe('chore(release): 0.2.0\nfirst');
  expect(await git('tag', '-n9', '-l', 'v0.2.0')).toContain('- A feature.');
  expect(await release('0.3.0')).toMatchObject({ code: 78, said: expect.stringContaining('Nothing stands') });
});

test.each([
  ['no version', [], 'Say which version'],
  ['no version of three numbers', ['1.2'], 'Say which version'],
  ['a version before the present one', ['0.0.9'], '0.0.9 is older than 0.1.0'],
])('%s is refused, and nothing changes', async (_, args, why) => {
  const { git, release } = await repository();
  expect(await release(...args)).toEqual({ code: 78, said: expect.stringContaining(why) });
  expect(await git('log', '--format=%s')).toBe('first');
  expect(await git('tag')).toBe('');
});

test('what is not committed, released before, or fails its check is not released', async () => {
  const dirty = await repository();
  await writeFile(join(dirty.folder, 'new'), '');
  expect(await dirty.release('0.2.0')).toMatchObject({
    code: 78,
    said: expect.stringContaining('git status'),
  });
  const twice = await repository();
  await twice.git('tag', 'v0.2.0');
  expect(await twice.release('0.2.0')).toMatchObject({
    code: 78,
    said: expect.stringContaining('released already'),
  });
  const broken = await repository({ check: 'exit 3' });
  expect(await broken.release('0.2.0')).toMatchObject({ code: 3 });
  for (const { git, file } of [twice, broken]) {
    expect(await git('log', '--format=%s')).toBe('first');
    expect(await file('CHANGELOG.md')).toBe(CHANGELOG);
  }
});
