import type { APIInteraction } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { botIn, call, sandboxFor } from '../support/sandbox-client.ts';

const anywhere = { integration_types: [0, 1], contexts: [0, 1, 2] };
const commands = [
  { name: 'task', description: 'Everywhere', ...anywhere },
  { name: 'status', description: 'Where the bot is', integration_types: [0], contexts: [0, 1] },
  { name: 'old', description: 'Says nothing about it' },
];

/** A sandbox with places where the bot is not; the bot answers everything to one person and keeps what it was sent. */
async function outside() {
  const sandbox = await sandboxFor({ elsewhere: 'Elsewhere' });
  const heard: APIInteraction[] = [];
  const { errors } = await botIn(sandbox, {
    raw: async (interaction, client) => {
      heard.push(interaction);
      const body = { type: 4, data: { content: 'done', flags: 64 } };
      await client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, {
        body,
        auth: false,
      });
    },
  });
  await call(sandbox, 'PUT', `/applications/${sandbox.applicationId}/commands`, commands);
  return { sandbox, heard, errors, ada: sandbox.person('Ada') };
}

describe('where the bot is not', () => {
  test.each(['lounge', 'friends'])(
    'nobody can use it in #%s who has not added it to themselves',
    async (place) => {
      const { ada, heard } = await outside();
      await expect(ada.go(place).command('task')).rejects.toThrow('no command /task here');
      await ada.install();
      await ada.command('task');
      expect(ada.text()).toBe('done');
      for (const other of ['status', 'old'])
        await expect(ada.command(other)).rejects.toThrow(`no command /${other} here`);
      await ada.install(false);
      await expect(ada.command('task')).rejects.toThrow('no command /task here');
      expect(heard).toHaveLength(1);
    },
  );

  test('a command says who brought the bot, and which kind of place it is', async () => {
    const { sandbox, ada, heard, errors } = await outside();
    await ada.command('task');
    await ada.install();
    for (const place of ['general', 'dm', 'lounge', 'friends']) await ada.go(place).command('task');
    const owner = { 1: ada.id };
    expect(
      heard.map(({ context, authorizing_integration_owners }) => [context, authorizing_integration_owners]),
    ).toEqual([
      [0, { 0: sandbox.guildId }],
      [0, { 0: sandbox.guildId, ...owner }],
      [1, { 0: '0', ...owner }],
      [0, owner],
      [2, owner],
    ]);
    const [, onServer, , elsewhere, among] = heard;
    expect(elsewhere?.guild_id).toMatch(/^\d+$/);
    expect(elsewhere?.guild_id).not.toBe(onServer?.guild_id);
    expect([elsewhere?.member?.user.id, elsewhere?.user]).toEqual([ada.id, undefined]);
    expect([among?.guild_id, among?.member, among?.user?.id]).toEqual([undefined, undefined, ada.id]);
    expect([elsewhere?.channel?.type, among?.channel?.type]).toEqual([0, 3]);
    expect(errors).toEqual([]);
  });

  test.each(['lounge', 'friends'])('the bot neither reads nor writes in #%s', async (place) => {
    const { sandbox, ada } = await outside();
    const id = sandbox.channels.idOf(place);
    await ada.go(place).say('Among us');
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/messages'],
      ['POST', '/messages'],
    ] as const)
      expect(
        await call(
          sandbox,
          method,
          `/channels/${id}${path}`,
          method === 'POST' ? { content: 'x' } : undefined,
        ),
      ).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(sandbox.person('Ben').go(place).text()).toBe('Among us');
  });

  test('an interaction has five follow-ups, and its first answer can still be edited', async () => {
    const { sandbox, ada, heard } = await outside();
    await ada.install();
    await ada.go('friends').command('task');
    const hook = `/webhooks/${sandbox.applicationId}/${heard[0]?.token}`;
    const more = () => call(sandbox, 'POST', hook, { content: 'more', flags: 64 });
    for (let count = 0; count < 5; count += 1) expect((await more()).status).toBe(200);
    expect(await more()).toMatchObject({ status: 400, body: { code: 40094 } });
    expect((await call(sandbox, 'PATCH', `${hook}/messages/@original`, { content: 'changed' })).status).toBe(
      200,
    );
    expect(ada.text(ada.messages()[0])).toBe('changed');
  });
});

test('without another server there are only the server and the direct messages', async () => {
  const sandbox = await sandboxFor();
  const { channels, elsewhere } = sandbox.person('Ada').view;
  expect(channels.map(({ kind }) => kind)).toEqual(['text', 'text', 'dm']);
  expect(elsewhere).toBeNull();
});

test('somebody who changes their language is met in it from then on', async () => {
  const { ada, heard } = await outside();
  await ada.command('task');
  await ada.speak('ja');
  await ada.command('task');
  expect(heard.map((interaction) => 'locale' in interaction && interaction.locale)).toEqual(['en-US', 'ja']);
  expect(ada.view.people.find(({ name }) => name === 'Ada')?.locale).toBe('ja');
});
