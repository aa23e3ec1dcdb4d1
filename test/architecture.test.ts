import { dirname, join } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { sources } from './support/sources.ts';

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

// Small files that know nothing of the house, which every room but the wire's and the sandbox may use.
const ground = [
  'clock',
  'backoff',
  'remembered',
  'languages',
  'imports',
  'exports',
  'text',
  'digits',
  'min-hash',
  'terminal',
  'http-limits',
  'long-answers',
  'request-bytes',
].map((name) => `src/${name}.ts`);

// What each room may import besides itself. Whatever is not in the list may import anything: it is wiring.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/oasst/': [],
  'src/locales/': [],
  'src/store/': ['src/oasst/', ...ground],
  'src/discord/': ground,
  'src/backend/': ['src/oasst/', 'src/store/', 'src/locales/', 'src/command-line.ts', ...ground],
  'src/dataset/': [
    'src/oasst/',
    'src/store/',
    'src/backend/',
    'src/pictures/',
    'src/config.ts',
    'src/command-line.ts',
    ...ground,
  ],
  'src/tasks/': ['src/oasst/', 'src/store/', 'src/discord/', 'src/locales/', ...ground],
  'src/people/': ['src/oasst/', 'src/store/', 'src/discord/', 'src/locales/', ...ground],
  'src/collection/': [
    ...['src/oasst/', 'src/store/', 'src/discord/', 'src/locales/', 'src/pictures/'],
    ...ground,
  ],
  'commands/': [
    ...[
      'src/oasst/',
      'src/store/',
      'src/discord/',
      'src/locales/',
      'src/tasks/',
      'src/people/',
      'src/collection/',
    ],
    ...ground,
  ],
  'src/migrate/': ['src/store/', 'src/config.ts'],
  'src/pictures/': [],
  'src/doctor/': ['src/oasst/', 'src/store/', 'src/discord/', 'src/locales/', 'src/config.ts', ...ground],
  'sandbox/': [],
  'src/config.ts': [],
  'src/command-line.ts': ['package.json'],
  ...Object.fromEntries(ground.map((file) => [file, []])),
};
/** What puts everything together for one bot. */
const wiring = new Set(['src/main.ts', 'src/program.ts', 'src/bot/', 'commands/']);

/** Programs, which put everything together. */
const programs = [
  ...['sandbox/demo.ts', 'src/doctor/main.ts'],
  ...['src/backend/cli/main.ts', 'src/backend/cli/options.ts'],
];

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
    const unwritten = [...rooms].filter((room) => !(room in mayImport));
    expect(unwritten.filter((room) => room.endsWith('/') && !wiring.has(room))).toEqual([]);
  });

  test('nothing but programs and tests imports the wiring or a command', () => {
    const wrong = arrows.filter(
      ({ from, to }) => wiring.has(roomOf(to)) && !wiring.has(roomOf(from)) && !programs.includes(from),
    );
    expect(wrong).toEqual([]);
  });

  test('nobody knows discord.js but what connects to Discord and calls it: the router and all behind it do not', () => {
    const users = files
      .filter(({ text }) => /from '(discord\.js|@discordjs\/)/.test(text))
      .map(({ path }) => path);
    const connecting =
      /^src\/doctor\/|^src\/discord\/(calls\/|gateway\/|posts\/|(application|login|registration)\.ts)/;
    expect(users.length).toBeGreaterThan(5);
    expect(users.filter((path) => !connecting.test(path))).toEqual([]);
  });

  test('nobody but the state machine of sessions writes one', () => {
    const writing = /(?:updateTable|insertInto|deleteFrom|mergeInto)\(\s*'sessions'/;
    const writers = files.filter(({ text }) => writing.test(text)).map(({ path }) => path);
    expect(writers.sort()).toEqual([
      'src/tasks/session/change.ts',
      'src/tasks/session/erase.ts',
      'src/tasks/session/forget.ts',
      'src/tasks/session/moving.ts',
      'src/tasks/session/open.ts',
      'src/tasks/session/send.ts',
    ]);
  });

  test('nobody but the store knows a database driver', () => {
    const users = files.filter(({ text }) => /from '(pg|node:sqlite)'/.test(text)).map(({ path }) => path);
    expect(users.filter((path) => !path.startsWith('src/store/'))).toEqual([]);
  });
});

describe('nothing goes round in circles, imports of types included', () => {
  const everything = sources('src', 'commands', 'sandbox', 'bench', 'test');
  const inTheTree = new Set(everything.map(({ path }) => path));
  const steps = everything.flatMap((file) =>
    importedBy(file)
      .filter((to) => inTheTree.has(to))
      .map((to) => ({ from: file.path, to })),
  );

  test('no file leads back to itself', () => {
    expect(steps.length).toBeGreaterThan(1_000);
    expect(circlesOf(steps)).toEqual([]);
  });

  // In each folder, what lies in it stands on floors: a file or a folder imports only from below.
  test.each(foldersOf(inTheTree))('in %s no arrow leads upwards', (folder) => {
    const inside = steps.filter(({ from, to }) => from.startsWith(folder) && to.startsWith(folder));
    const between = inside.map(({ from, to }) => ({ from: roomIn(folder, from), to: roomIn(folder, to) }));
    const circles = circlesOf(between.filter(({ from, to }) => from !== to));
    expect(circles).toEqual([]);
  });
});

test('no function, constant or class is exported that nobody imports', () => {
  // the client of the protocol could be published on its own: what it exports is for others
  const exporting = sources('src', 'commands', 'sandbox').filter(
    ({ path }) => !path.startsWith('src/oasst/'),
  );
  const imported = new Map<string, Set<string>>();
  for (const { path, text } of sources('src', 'commands', 'sandbox', 'bench', 'test')) {
    for (const [, names = '', from = ''] of text.matchAll(
      /import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']+)'/g,
    )) {
      const target = join(dirname(path), from);
      const known = imported.get(target) ?? new Set();
      for (const name of names.matchAll(/(?:type\s+)?([\w$]+)(?:\s+as\s+[\w$]+)?/g)) known.add(name[1] ?? '');
      imported.set(target, known);
    }
    for (const [, from = ''] of text.matchAll(/(?:\*\s+as\s+\w+\s+from\s+|import\(\s*)'(\.[^']+)'/g)) {
      imported.set(join(dirname(path), from), new Set(['*']));
    }
  }
  const dead = exporting.flatMap(({ path, text }) =>
    [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) ([\w$]+)/gm)]
      .map(([, name = '']) => name)
      .filter((name) => !imported.get(path)?.has(name) && !imported.get(path)?.has('*'))
      .map((name) => `${path}: ${name}`),
  );
  expect(imported.size).toBeGreaterThan(300);
  expect(dead).toEqual([]);
});

type Arrow = { from: string; to: string };

/** The circles that these arrows make, each as the way around it. */
function circlesOf(arrows: readonly Arrow[]): string[] {
  const next = Map.groupBy(arrows, ({ from }) => from);
  const done = new Set<string>();
  const circles = new Set<string>();
  const walk = (place: string, way: readonly string[]) => {
    if (way.includes(place)) circles.add([...way.slice(way.indexOf(place)), place].join(' → '));
    if (done.has(place) || way.includes(place)) return;
    for (const { to } of next.get(place) ?? []) walk(to, [...way, place]);
    done.add(place);
  };
  for (const place of next.keys()) walk(place, []);
  return [...circles];
}

/** Every folder that holds a file, at any depth, with a slash at its end; `commands` and `src` stand beside each other. */
function foldersOf(paths: ReadonlySet<string>): string[] {
  const above = (path: string): string[] => {
    const folder = dirname(path);
    return folder === '.' ? [] : [`${folder}/`, ...above(folder)];
  };
  return [...new Set([...paths].flatMap(above))].sort();
}

/** What of a folder a path is in: a file of it, or a folder. */
function roomIn(folder: string, path: string): string {
  const [first = '', ...rest] = path.slice(folder.length).split('/');
  return rest.length > 0 ? `${first}/` : first;
}
