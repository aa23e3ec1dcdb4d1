import { describe, expect, test } from 'vitest';
import { keysCommand } from '../../../src/backend/cli/keys-command.ts';
import { UsageError } from '../../../src/command-line.ts';
import { databases } from '../../support/database.ts';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const keys = (backend: TestBackend, ...args: string[]) =>
  keysCommand(args).run({ db: backend.db, now: () => backend.clock.now, place: '/data/bot.sqlite' });

async function added(backend: TestBackend, ...args: string[]) {
  const printed = await keys(backend, 'add', ...args);
  return printed.split('\n')[0] ?? '';
}

describe.each(databases)('on $name', ({ open }) => {
  test('a key that was added is let in, trusted or not, and is refused once it is revoked', async () => {
    const backend = await testBackend({ db: await open() });
    const trusted = await added(backend, '--client', 'site', '--trusted');
    const plain = await added(backend, '--client', 'app', '--description', 'for tests');
    expect((await backend.call('GET', '/api/v1/stats/', { key: trusted })).status).toBe(200);
    const refused = { status: 403, body: { error_code: 2 } };
    expect(await backend.call('GET', '/api/v1/stats/', { key: plain })).toMatchObject(refused);
    expect((await backend.call('GET', '/api/v1/messages/', { key: plain })).status).toBe(200);
    const listed = await keys(backend, 'list');
    expect(listed).toContain('Keys in /data/bot.sqlite:');
    expect(listed).toMatch(/^[0-9a-f]{8} {2}trusted {4}2026-11-22 {2}valid +site$/m);
    const name = /^(\w+) .*for tests$/m.exec(listed)?.[1] ?? '';
    expect(await keys(backend, 'revoke', name)).toBe(`${name} is revoked in /data/bot.sqlite.`);
    expect(await backend.call('GET', '/api/v1/messages/', { key: plain })).toMatchObject(refused);
    expect(await keys(backend, 'list')).toContain('revoked 2026-11-22');
    await expect(keys(backend, 'revoke', name)).rejects.toThrow('No valid key');
  });
});

test('keys of one client see the same people, keys of another do not', async () => {
  const backend = await testBackend();
  const [first, second] = [
    await added(backend, '--client', 'site'),
    await added(backend, '--client', 'site'),
  ];
  const other = await added(backend, '--client', 'app');
  const { user } = person(backend, 'a');
  await backend.call('POST', '/api/v1/frontend_users/', { body: user, key: first });
  const known = (key: string) => backend.call('GET', '/api/v1/frontend_users/discord/a', { key });
  expect((await known(second)).status).toBe(200);
  expect((await known(other)).status).toBe(404);
});

test('the database holds no key, only what is computed from it', async () => {
  const backend = await testBackend();
  const key = await added(backend, '--client', 'site');
  const rows = await backend.db.selectFrom('backend_keys').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(key);
  expect(key).toMatch(/^[\w-]{43}$/);
});

test('a root token makes keys by the API; without one configured nothing does', async () => {
  const body = { description: 'a site', frontend_type: 'web' };
  const headers = { authorization: 'Bearer root' };
  const closed = await testBackend();
  expect(await closed.call('POST', '/api/v1/admin/api_client', { body, headers, key: null })).toMatchObject({
    status: 403,
    body: { error_code: 3 },
  });
  const backend = await testBackend({ settings: { rootTokens: ['root'] } });
  const made = await backend.call('POST', '/api/v1/admin/api_client', { body, headers, key: null });
  expect(made.status).toBe(200);
  expect((await backend.call('GET', '/api/v1/leaderboards/day', { key: String(made.body) })).status).toBe(
    200,
  );
  const settings = await backend.call('GET', '/api/v1/admin/backend_settings/full');
  expect(JSON.stringify(settings.body)).not.toContain('root');
});

test.each([
  [[], 'keys must be followed by'],
  [['add'], '--client must be'],
  [['add', '--client', ''], '--client must be'],
  [['revoke'], 'keys must be followed by'],
  [['list', '--what'], '--what'],
])('%j is refused with what is wrong and how it is meant', (args, problem) => {
  expect(() => keysCommand(args)).toThrow(UsageError);
  expect(() => keysCommand(args)).toThrow(problem);
  expect(() => keysCommand(args)).toThrow('keys add --client NAME');
});
