import { describe, expect, test } from 'vitest';
import { NONCE_KNOWN_MS } from '../../sandbox/rest/nonces.ts';
import { testClock } from '../support/clock.ts';
import { call, sandboxFor, scene } from '../support/sandbox-client.ts';

/** A sandbox whose clock the test moves, with the routes of its first channel. */
async function channel() {
  const clock = testClock(() => sandbox.clock.advance(0));
  const sandbox = await sandboxFor({ now: clock.now });
  const ada = sandbox.person('Ada');
  const route = `/channels/${sandbox.channels.idOf('general')}/messages`;
  const post = (body: object) => call(sandbox, 'POST', route, body);
  return { clock, sandbox, ada, route, post };
}

describe('a message with a nonce', () => {
  const once = { content: 'Hello', nonce: 'n1', enforce_nonce: true };

  test('that has to be the only one is created once, however often it is asked for', async () => {
    const { ada, post } = await channel();
    const first = await post(once);
    const second = await post({ ...once, content: 'Hello again' });
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, content: 'Hello' } });
    expect(ada.messages()).toHaveLength(1);
  });

  test('may come again after some minutes, when it is another, and when nobody insists', async () => {
    const { clock, ada, post } = await channel();
    await post(once);
    await post({ ...once, nonce: 'n2' });
    await post({ ...once, enforce_nonce: false });
    clock.advance(NONCE_KNOWN_MS);
    await post(once);
    expect(ada.messages()).toHaveLength(3);
    clock.advance(NONCE_KNOWN_MS + 1);
    await post(once);
    expect(ada.messages()).toHaveLength(4);
  });

  test('of more than 25 characters is refused', async () => {
    const { post } = await channel();
    expect(await post({ content: 'x', nonce: 'n'.repeat(26) })).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
  });
});

describe('a channel', () => {
  test('in which the bot may not send refuses new messages, and takes changes of old ones', async () => {
    const { sandbox, route, post } = await channel();
    const { body } = await post({ content: 'x' });
    sandbox.channels.deny('general', 'send');
    expect(await post({ content: 'y' })).toMatchObject({ status: 403, body: { code: 50013 } });
    expect(await call(sandbox, 'PATCH', `${route}/${body.id}`, { content: 'z' })).toMatchObject({
      status: 200,
    });
    sandbox.channels.allow('general', 'send');
    expect((await post({ content: 'y' })).status).toBe(200);
  });

  test('that the bot does not see refuses everything', async () => {
    const { sandbox, route, post } = await channel();
    const { body } = await post({ content: 'x' });
    sandbox.channels.deny('general', 'view');
    for (const [method, path] of [
      ['POST', route],
      ['GET', route],
      ['PATCH', `${route}/${body.id}`],
      ['DELETE', `${route}/${body.id}`],
    ] as const) {
      const refused = await call(sandbox, method, path, method === 'GET' ? undefined : { content: 'y' });
      expect(refused, method).toMatchObject({ status: 403, body: { code: 50001 } });
    }
  });

  test('that was deleted is unknown, and its messages are gone', async () => {
    const { sandbox, ada, post } = await channel();
    await post({ content: 'x' });
    sandbox.channels.remove('general');
    expect(await post({ content: 'y' })).toMatchObject({ status: 404, body: { code: 10003 } });
    expect(ada.view.channels.map(({ name }) => name)).not.toContain('general');
    expect(() => sandbox.channels.idOf('general')).toThrow('no channel "general"');
  });

  test('gives its messages after a moment, the newest first', async () => {
    const { sandbox, route, post } = await channel();
    const ids: string[] = [];
    for (const content of ['a', 'b', 'c']) ids.push((await post({ content })).body.id);
    const { body } = await call(sandbox, 'GET', `${route}?after=${ids[0]}`);
    expect(body.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]]);
  });

  test('tells a command what the bot may do in it', async () => {
    const rights: (bigint | undefined)[] = [];
    const { sandbox, ada } = await scene({
      command: async (interaction) => {
        rights.push(interaction.appPermissions.bitfield & (1n << 11n));
        await interaction.reply('x');
      },
    });
    await ada.command('go');
    sandbox.channels.deny('general', 'send');
    await ada.command('go');
    expect(rights).toEqual([1n << 11n, 0n]);
  });
});

describe('a message in a channel', () => {
  test('can be deleted by who runs the server, and is unknown to the bot then', async () => {
    const { sandbox, ada, route, post } = await channel();
    const { body } = await post({ content: 'x' });
    await expect(ada.delete()).rejects.toThrow('not theirs to delete');
    await sandbox.person('Root', { admin: true }).delete();
    expect(ada.messages()).toEqual([]);
    const refused = await call(sandbox, 'PATCH', `${route}/${body.id}`, { content: 'y' });
    expect(refused).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  test('of their own can be deleted by anybody', async () => {
    const { ada } = await channel();
    await ada.say('oops');
    await ada.delete();
    expect(ada.messages()).toEqual([]);
  });
});
