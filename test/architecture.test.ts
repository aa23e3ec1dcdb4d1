import { dirname, join } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { importsOf, sources } from './support/sources.ts';

const files = sources('src', 'commands', 'sandbox');
const paths = new Set(files.map(({ path }) => path));

/** Every file that a file imports, types included, as a path from the project's folder. */
function importedBy({ path, text }: { path: string; text: string }): string[] {
  const names = [...text.matchAll(/\bfrom\s+'(\.[^']+)'|\bimport\s*\(?\s*'(\.[^']+)'/g)];
  return names.map(([, from, direct]) => join(dirname(path), from ?? direct ?? ''));
}

const arrows = files.flatMap((file) => importedBy(file).map((to) => ({ from: file.path, to })));

/** The room of a file, where a room is a folder of `src`, `commands`, `sandbox`, or a file beside them. */
function roomOf(path: string): string {
  return /^(src\/[^/]+\/|commands\/|sandbox\/)/.exec(path)?.[1] ?? path;
}

// What each room may import besides itself. Whatever is not in the list may import anything: it is wiring.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/oasst/': [],
  'src/locales/': [],
  'src/store/': ['src/oasst/', 'src/clock.ts'],
  'src/discord/': ['src/oasst/', 'src/clock.ts'],
  'src/backend/': ['src/oasst/', 'src/store/', 'src/clock.ts', 'src/locales/'],
  'src/dataset/': ['src/oasst/', 'src/store/', 'src/backend/', 'src/config.ts'],
  'src/tasks/': ['src/oasst/', 'src/store/', 'src/discord/', 'src/locales/', 'src/clock.ts'],
  'commands/': ['src/oasst/', 'src/store/', 'src/discord/', 'src/locales/', 'src/tasks/', 'src/clock.ts'],
  'sandbox/': [],
  'src/config.ts': [],
  'src/clock.ts': [],
};
/** Programs, which put everything together. */
const programs = ['sandbox/demo.ts', 'src/backend/main.ts', 'src/backend/options.ts'];

test('imports are found, and lead to files that are there', () => {
  expect(arrows.length).toBeGreaterThan(400);
  expect(arrows.filter(({ to }) => !paths.has(to) && !/\.(json|css|html)$/.test(to))).toEqual([]);
});

describe('the arrows of the house point one way', () => {
  test.each(Object.entries(mayImport))('%s imports only what it may', (room, allowed) => {
    const wrong = arrows.filter(
      ({ from, to }) =>
        roomOf(from) === room && !programs.includes(from) && ![room, ...allowed].includes(roomOf(to)),
    );
    expect(wrong).toEqual([]);
  });

  test('every room has its arrows written down, but the wiring', () => {
    const rooms = new Set([...paths].map(roomOf));
    const wiring = [...rooms].filter((room) => !(room in mayImport));
    expect(wiring.filter((room) => room.endsWith('/'))).toEqual([]);
  });

  test('nothing but programs and tests imports the wiring or a command', () => {
    const wiring = new Set(['src/main.ts', 'src/bot.ts', 'commands/']);
    const wrong = arrows.filter(
      ({ from, to }) => wiring.has(roomOf(to)) && !wiring.has(roomOf(from)) && !programs.includes(from),
    );
    expect(wrong).toEqual([]);
  });

  test('nobody but the router’s room knows discord.js', () => {
    const users = files.filter(({ text }) => /from 'discord\.js'/.test(text)).map(({ path }) => path);
    const outside = users.filter((path) => !path.startsWith('src/discord/') && path !== 'src/bot.ts');
    expect(outside.filter((path) => path !== 'src/main.ts')).toEqual([]);
  });

  test('nobody but the store knows a database driver', () => {
    const users = files.filter(({ text }) => /from '(pg|node:sqlite)'/.test(text)).map(({ path }) => path);
    expect(users.filter((path) => !path.startsWith('src/store/'))).toEqual([]);
  });
});

test('no file needs itself to be loaded, however far around', () => {
  const loaded = files.flatMap(({ path, text }) =>
    importsOf(text)
      .filter((to) => to.startsWith('.'))
      .map((to) => ({ from: path, to: join(dirname(path), to) })),
  );
  expect(loaded.length).toBeGreaterThan(300);
  const next = Map.groupBy(loaded, ({ from }) => from);
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, way: readonly string[]) => {
    if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (done.has(path) || way.includes(path)) return;
    for (const { to } of next.get(path) ?? []) walk(to, [...way, path]);
    done.add(path);
  };
  for (const path of paths) walk(path, []);
  expect(cycles).toEqual([]);
});
