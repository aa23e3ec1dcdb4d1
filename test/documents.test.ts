import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '../commands/index.ts';
import { Environment } from '../src/config.ts';
import { translator } from './support/scenes.ts';
import { root } from './support/sources.ts';

const Package = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** Every document, by its path from the project's folder. */
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

test('there are documents, and the first of them is short', () => {
  const names = documents.map(({ path }) => path);
  expect(names).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'docs/run.md']),
  );
  const readme = documents.find(({ path }) => path === 'README.md');
  expect(readme?.text.split('\n').length).toBeLessThanOrEqual(121); // the last line ends, too
});

test.each(documents)('$path links to what is there', ({ path, text }) => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  const dead = links.filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : relative(root, join(root, dirname(path), file));
    if (!existsSync(join(root, target))) return true;
    if (anchor === undefined) return false;
    return !anchorsIn(readFileSync(join(root, target), 'utf8')).includes(anchor);
  });
  expect(dead).toEqual([]);
});

test('every document but the decisions is led to from another', () => {
  const links = new Set(
    documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link = '']) =>
        relative(root, join(root, dirname(path), link)),
      ),
    ),
  );
  expect(
    documents.map(({ path }) => path).filter((path) => path !== 'README.md' && !links.has(path)),
  ).toEqual([]);
});

test.each(documents)('$path names only scripts that there are', ({ text }) => {
  const run = [...text.matchAll(/\bnpm run (?:-s |--silent )?([a-z][a-z:]*)/g)];
  const short = [...text.matchAll(/(?:^|`|&& )npm (?!run\b)([a-z][a-z:]*)/gm)]; // in code, not in a sentence
  const named = [...run, ...short].map(([, name = '']) => name);
  const own = new Set(['ci', 'install']); // npm's own
  expect(named.filter((name) => !own.has(name) && !(name in scripts))).toEqual([]);
});

test.each(documents)('$path names only commands of Discord that there are', ({ path, text }) => {
  if (path === 'CHANGELOG.md') return expect(text).toContain('## ');
  const known = new Set(commands(translator).map(({ data }) => `/${data.name}`));
  const named = [...text.matchAll(/`(\/[a-z]+)(?: \[[^`]*)?`/g)].map(([, name = '']) => name);
  const paths = new Set(['/interactions', '/metrics', '/healthz', '/readyz']);
  return expect(named.filter((name) => !known.has(name) && !paths.has(name))).toEqual([]);
});

test('the first document has each command of Discord in one row of one table', () => {
  const readme = documents.find(({ path }) => path === 'README.md')?.text ?? '';
  const [table = '', ...others] = readme.split('\n\n').filter((block) => block.startsWith('| command '));
  expect(others).toEqual([]);
  const rows = table.split('\n').map((row) => row.split('|')[1] ?? '');
  expect(rows.filter((cell) => cell.trim() === 'command')).toHaveLength(1);
  const named = rows.flatMap((cell) => [...cell.matchAll(/`\/(\w+)/g)].map(([, name = '']) => name));
  expect(named.toSorted()).toEqual(
    commands(translator)
      .map(({ data }) => data.name)
      .toSorted(),
  );
});

test('every setting is in the documents, and none that there is not', () => {
  const run = documents.find(({ path }) => path === 'docs/run.md')?.text ?? '';
  const rows = [...run.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(Object.keys(Environment.shape).sort());
});

test.each(documents)('$path names only files that are there', ({ path, text }) => {
  const named = [...text.matchAll(/`((?:src|commands|test|sandbox|bench|docs)\/[\w./-]*)`/g)].map(
    ([, file = '']) => file,
  );
  const made = new Set(['commands/yours.ts', 'src/locales/xx.json']); // by whoever follows the page
  const missing = named.filter((file) => !made.has(file) && !existsSync(join(root, file)));
  expect({ path, missing }).toEqual({ path, missing: [] });
});
