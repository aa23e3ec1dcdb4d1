import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { eld } from 'eld/small';
import { Registry } from 'prom-client';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildTo } from '../deploy/build.ts';
import { healthApp, serveHealth } from '../src/health.ts';
import { openDatabase } from '../src/store/database.ts';
import { freshFolder } from './support/folder.ts';
import { importsOf, root, sources } from './support/sources.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const lines = read('Dockerfile')
  .replaceAll('\\\n', '')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line));
const all = (instruction: string) =>
  lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length).trim());
const copied = all('COPY')
  .filter((words) => !words.startsWith('--from'))
  .flatMap((words) => words.split(' ').slice(0, -1));
const Words = z.array(z.string());

/** A folder of its own: processes of other tests run from what they had built, and would find half a file. */
const builtIn = join(root, 'node_modules', '.cache', 'built-for-image');
let outputs: Awaited<ReturnType<typeof buildTo>>['outputs'];

beforeAll(async () => {
  await rm(builtIn, { recursive: true, force: true });
  outputs = (await buildTo(builtIn)).outputs;
});

test('the image is Node 24, slim, with what was built and nothing else', () => {
  expect(all('FROM')).toEqual(['node:24-slim AS build', 'node:24-slim']);
  const [building, running] = read('Dockerfile').split('FROM node:24-slim\n');
  expect(building).toContain('RUN npm ci --ignore-scripts');
  expect(building).toContain('RUN node deploy/build.ts');
  expect(running?.match(/^COPY .*$/gm)).toEqual([
    'COPY --from=build /app/dist dist',
    'COPY --from=build /app/node_modules/@resvg node_modules/@resvg',
    'COPY --from=build /app/node_modules/dejavu-fonts-ttf node_modules/dejavu-fonts-ttf',
  ]);
});

test('what is built needs nothing that is installed but what draws pictures', async () => {
  const needed = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(needed.length).toBeGreaterThan(20);
  const ways = ['bufferutil', 'utf-8-validate', 'zlib-sync', 'pg-native']; // tried, and done without
  const installed = needed.filter((path) => !isBuiltin(path) && !ways.includes(path));
  expect([...new Set(installed)]).toEqual(['@resvg/resvg-js']);
});

test('what is built draws pictures, with its fonts', async () => {
  const svg = (words: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20" font-family="Noto Sans JP Medium"><text y="15">${words}</text></svg>`;
  const drawn = async (words: string) => {
    const worker = new Worker(join(builtIn, 'picture-worker.mjs'), { workerData: svg(words) });
    const [png] = await once(worker, 'message');
    return Buffer.from(png);
  };
  const nothing = await drawn('\u{10FFFD}');
  expect(nothing.subarray(1, 4).toString()).toBe('PNG');
  for (const words of ['Words', '会話', '标注']) expect((await drawn(words)).equals(nothing)).toBe(false);
});

test('what is built tells languages as the library does, in a thread of its own', async () => {
  const [, bot] = Object.entries(outputs).find(([path]) => path.endsWith('bot.mjs')) ?? [];
  expect(Object.keys(bot?.inputs ?? {}).filter((path) => path.includes('/eld/'))).toEqual([]);
  const texts = [
    'Wie backe ich ein gutes Brot?',
    'How do I bake a good bread?',
    'Как испечь хороший хлеб?',
    'おいしいパンの焼き方を教えてください。',
    '怎样才能烤出好吃的面包？',
    'constructor __proto__ 1234',
    '',
  ];
  const worker = new Worker(join(builtIn, 'language-worker.mjs'));
  worker.postMessage({ id: 7, texts });
  const [{ id, detected }] = await once(worker, 'message');
  await worker.terminate();
  expect(id).toBe(7);
  const results = texts.map((text) => eld.detect(text));
  expect(results.map(({ language }) => language)).toEqual(['de', 'en', 'ru', 'ja', 'zh', 'ca', '']);
  expect(detected).toEqual(
    results.map((result) => ({
      language: result.language,
      isReliable: result.isReliable(),
      scores: result.getScores(),
    })),
  );
});

test('what is built is ASCII to the last pattern: anything else would take twice its size in memory', async () => {
  const texts = globSync('*.mjs', { cwd: builtIn }).map((file) =>
    readFileSync(join(builtIn, file), 'latin1'),
  );
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.flatMap((text) => /[\x80-\xff].{0,20}/.exec(text) ?? [])).toEqual([]);
  // of a pattern in src/tasks/second-look/chatbots.ts
  expect(texts.join('')).toContain(String.raw`(?:ai|\u4eba\u5de5\u77e5\u80fd|`);
});

test('what is built writes a database anew in a thread of its own', async () => {
  const file = join(await freshFolder(), 'bot.sqlite');
  new DatabaseSync(file).close();
  const [isClean] = await once(
    new Worker(join(builtIn, 'vacuum-worker.mjs'), { workerData: { file } }),
    'message',
  );
  expect(isClean).toBe(true);
});

test('what is built writes a release, in threads of its own', async () => {
  const folder = await freshFolder();
  await (await openDatabase({ dataDir: join(folder, 'data') })).destroy();
  const args = [join(builtIn, 'data.mjs'), 'export', join(folder, 'r'), '--release'];
  const [code] = await once(
    spawn(process.execPath, args, { cwd: folder, env: {}, stdio: ['ignore', 'ignore', 'inherit'] }),
    'exit',
  );
  expect(code).toBe(0);
  expect(existsSync(join(folder, 'r', 'figures.json'))).toBe(true);
});

test('every language and migration is in what is built', async () => {
  const [, bot] = Object.entries(outputs).find(([path]) => path.endsWith('bot.mjs')) ?? [];
  const parts = Object.keys(bot?.inputs ?? {});
  for (const folder of ['src/locales', 'src/store/migrations']) {
    const files = globSync(`${folder}/*.{ts,json}`, { cwd: root });
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !parts.includes(file))).toEqual([]);
  }
});

test('the bot is the first process, gets signals itself, and is not root', () => {
  expect(lines.at(-1)).toBe(
    'CMD ["node", "--enable-source-maps", "--max-semi-space-size=4", "dist/bot.mjs"]',
  );
  expect(all('USER')).toEqual(['node']);
  expect(all('STOPSIGNAL')).toEqual(['SIGTERM']);
});

test('threads share one heap, so that none keeps memory that another could use', () => {
  expect(all('ENV').join(' ').split(' ')).toContain('MALLOC_ARENA_MAX=1');
});

test('data lives in a volume that the bot may write', () => {
  expect(all('VOLUME')).toEqual(['/data']);
  expect(all('ENV').join(' ')).toContain('DATA_DIR=/data');
  expect(all('RUN').join('\n')).toMatch(/install -d -o node .*\/data/);
});

test('no secret gets in: only what is named is copied, and no setting is a secret', () => {
  const ignored = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(ignored[0]).toBe('*');
  const through = ignored.slice(1).map((line) => line.replace(/^!/, ''));
  expect(ignored.slice(1).every((line) => line.startsWith('!'))).toBe(true);
  expect(through.toSorted()).toEqual([...new Set(copied)].toSorted());
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(copied.filter((path) => path.includes('.env') || path === '.')).toEqual([]);
  expect([...all('ENV'), ...all('ARG')].join(' ')).not.toMatch(/TOKEN|KEY|PASSWORD|SECRET|DATABASE_URL/);
});

test('the health check asks the bot, and does not mind when there is no port', async () => {
  const [program, ...words] = Words.parse(JSON.parse(all('HEALTHCHECK')[0]?.replace(/^.*?CMD /, '') ?? ''));
  expect(program).toBe('node');
  const ask = async (PORT: string) =>
    (await once(spawn(process.execPath, words, { env: { PORT } }), 'exit'))[0];
  const server = await serveHealth(healthApp({ checks: {}, metrics: new Registry() }), {
    host: '127.0.0.1',
    port: 0,
  });
  const port = String(server.port);
  expect(await ask(port)).toBe(0);
  await server.close();
  expect(await ask(port)).toBe(1);
  expect(await ask('')).toBe(0);
});

test('what runs in production imports nothing that is only there in development', () => {
  const Package = z.object({ dependencies: z.record(z.string(), z.string()) });
  const { dependencies } = Package.parse(JSON.parse(read('package.json')));
  const packages = importedBy((name) => !name.startsWith('.') && !name.startsWith('node:'));
  expect(packages.length).toBeGreaterThan(10);
  expect(packages.filter(({ name }) => !Object.hasOwn(dependencies, packageOf(name)))).toEqual([]);
});

test('what runs in production imports no file that is not in the image', () => {
  const files = importedBy((name) => name.startsWith('.')).map(({ path, name }) => join(dirname(path), name));
  expect(files.length).toBeGreaterThan(20);
  expect(
    files.filter((file) => !copied.some((path) => file === path || file.startsWith(`${path}/`))),
  ).toEqual([]);
});

function importedBy(matches: (name: string) => boolean) {
  return sources('src', 'commands').flatMap(({ path, text }) =>
    importsOf(text)
      .filter(matches)
      .map((name) => ({ path, name })),
  );
}

function packageOf(name: string) {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}
