import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { botProcess, settingsFor } from '../support/bot-process.ts';
import { freshFolder } from '../support/folder.ts';
import { emptyPostgresUrl, postgresMissing } from '../support/postgres.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';
import { root } from '../support/sources.ts';

const Urls = z.array(z.string());

/** What a program has loaded until it was up and ended again: packages by name, and rooms of ours. */
async function loadedWith(settings: Record<string, string>) {
  const file = join(await freshFolder(), 'loaded.json');
  const bot = botProcess({
    env: { ...settings, LOADED_FILE: file },
    node: ['--import', join(root, 'test/support/loaded.mjs')],
  });
  await bot.says('connected to Discord');
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  const urls = Urls.parse(JSON.parse(await readFile(file, 'utf8')));
  const names = urls.map((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]);
  const own = pathToFileURL(join(root, 'src/')).href;
  const ours = urls.filter((url) => url.startsWith(own)).map((url) => url.slice(own.length));
  return {
    packages: [...new Set(names.filter((name) => name !== undefined))].sort(),
    files: Map.groupBy(ours, (path) => (path.includes('/') ? (path.split('/')[0] ?? '') : 'src')),
  };
}

async function scene() {
  const sandbox = await sandboxFor();
  return { sandbox, settings: await settingsFor(sandbox, scriptedBackend()) };
}

const always = [
  '@discordjs/collection',
  '@discordjs/rest',
  '@discordjs/util',
  '@pinojs/redact',
  '@sapphire/async-queue',
  '@sapphire/snowflake',
  '@vladfrangu/async_event_emitter',
  'atomic-sleep',
  'discord-api-types',
  'dotenv',
  'i18next',
  'ky',
  'kysely',
  'magic-bytes.js',
  'on-exit-leak-free',
  'pino',
  'pino-std-serializers',
  'quick-format-unescaped',
  'safe-stable-stringify',
  'sonic-boom',
  'thread-stream',
  'undici',
  'zod',
];
const gateway = ['@discordjs/ws', 'ws'];
const counting = ['@opentelemetry/api', 'bintrees', 'prom-client', 'tdigest'];
const postgres = [
  'pg',
  'pg-connection-string',
  'pg-int8',
  'pg-pool',
  'pg-protocol',
  'pg-types',
  'postgres-array',
  'postgres-bytea',
  'postgres-date',
  'postgres-interval',
  'xtend',
];

describe('a bot loads what it uses, and nothing else:', () => {
  test('at the gateway, before a backend on the network, on SQLite', async () => {
    const { settings } = await scene();
    const { packages, files } = await loadedWith(settings);
    expect(packages).toEqual([...always, ...gateway].sort());
    expect(files.has('dataset')).toBe(false);
    expect(files.get('backend')).toEqual(['backend/settings/settings-error.ts']);
    expect(files.get('discord')?.filter((path) => path.includes('/http/'))).toEqual([]);
  });

  test('with the embedded backend, that and its web framework', async () => {
    const { settings } = await scene();
    const { OASST_API_URL: _url, OASST_API_KEY: _key, ...embedded } = settings;
    const { packages } = await loadedWith(embedded);
    expect(packages).toEqual([...always, ...gateway, ...counting, 'hono'].sort());
  });

  test.skipIf(postgresMissing)('with PostgreSQL, its driver', async () => {
    const { settings } = await scene();
    const { packages } = await loadedWith({ ...settings, DATABASE_URL: await emptyPostgresUrl() });
    expect(packages).toEqual([...always, ...gateway, ...postgres].sort());
  });

  test('with Discord coming as a webhook, a server and no gateway', async () => {
    const { sandbox, settings } = await scene();
    const webhook = { DISCORD_PUBLIC_KEY: sandbox.webhook.publicKey, PORT: '0' };
    const { packages, files } = await loadedWith({ ...settings, ...webhook });
    expect(packages).toEqual([...always, ...counting, '@hono/node-server', 'hono'].sort());
    expect(files.get('discord')?.filter((path) => path.includes('/gateway/'))).toEqual([
      'discord/gateway/gateway-lost.ts',
    ]);
  });
});
