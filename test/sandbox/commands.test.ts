import { PermissionFlagsBits, ApplicationCommandOptionType as Type } from 'discord.js';
import { expect, test } from 'vitest';
import { call, sandboxFor, scene } from '../support/sandbox-client.ts';

const task = {
  name: 'task',
  name_localizations: { de: 'aufgabe' },
  description: 'Get a task',
  options: [{ type: 3, name: 'type', description: 'Which', required: false, choices: [] }],
};

test('commands are replaced as a whole, keep their id by name, and come back with what Discord adds', async () => {
  const sandbox = await sandboxFor();
  const path = `/applications/${sandbox.applicationId}/commands`;
  const first = await call(sandbox, 'PUT', path, [task, { name: 'help', description: 'Help' }]);
  expect(first.status).toBe(200);
  const [stored] = first.body;
  expect(stored).toMatchObject({
    application_id: sandbox.applicationId,
    type: 1,
    nsfw: false,
    contexts: null,
    integration_types: [0],
    default_member_permissions: null,
    description_localizations: null,
    options: [{ type: 3, name: 'type', description: 'Which' }],
  });
  const second = await call(sandbox, 'PUT', path, [{ ...task, description: 'Other' }]);
  expect(second.body).toMatchObject([{ id: stored.id, description: 'Other' }]);
  const listed = await call(sandbox, 'GET', path);
  expect(listed.body[0]).not.toHaveProperty('name_localizations');
  const localized = await call(sandbox, 'GET', `${path}?with_localizations=true`);
  expect(localized.body).toEqual(second.body);
});

test('single commands are made, changed and deleted', async () => {
  const sandbox = await sandboxFor();
  const path = `/applications/${sandbox.applicationId}/guilds/${sandbox.guildId}/commands`;
  const made = await call(sandbox, 'POST', path, task);
  expect(made.status).toBe(201);
  expect((await call(sandbox, 'POST', path, task)).status).toBe(200);
  const one = `${path}/${made.body.id}`;
  expect((await call(sandbox, 'PATCH', one, { description: 'New' })).body).toMatchObject({
    description: 'New',
    name: 'task',
  });
  expect((await call(sandbox, 'GET', one)).body).toMatchObject({
    description: 'New',
    guild_id: sandbox.guildId,
  });
  expect((await call(sandbox, 'DELETE', one)).status).toBe(204);
  expect(await call(sandbox, 'GET', one)).toMatchObject({ status: 404, body: { code: 10063 } });
});

test('a list with one bad command is refused whole, and says which', async () => {
  const sandbox = await sandboxFor();
  const path = `/applications/${sandbox.applicationId}/commands`;
  const refused = await call(sandbox, 'PUT', path, [task, { name: 'Bad Name', description: 'x' }]);
  expect(refused).toMatchObject({ status: 400, body: { code: 50035, errors: { 1: { name: {} } } } });
  expect((await call(sandbox, 'GET', path)).body).toEqual([]);
  expect(await call(sandbox, 'PUT', '/applications/1/commands', [])).toMatchObject({
    status: 404,
    body: { code: 10002 },
  });
});

test('more than 200 new names a day are refused with 30034', async () => {
  const sandbox = await sandboxFor({ now: () => Date.UTC(2026, 10, 22) });
  const path = `/applications/${sandbox.applicationId}/commands`;
  const batch = (name: string) =>
    Array.from({ length: 100 }, (_, index) => ({
      ...task,
      name: `${name}${index}`,
      name_localizations: null,
    }));
  for (const name of ['a', 'b']) expect((await call(sandbox, 'PUT', path, batch(name))).status).toBe(200);
  expect((await call(sandbox, 'PUT', path, batch('b'))).status).toBe(200);
  expect(await call(sandbox, 'PUT', path, batch('c'))).toMatchObject({ status: 400, body: { code: 30034 } });
  sandbox.clock.advance(24 * 60 * 60_000);
  expect((await call(sandbox, 'PUT', path, batch('c'))).status).toBe(200);
});

test('options of every kind reach the bot with what they name', async () => {
  const seen: unknown[] = [];
  const { sandbox, client, ada, errors } = await scene({
    command: async (interaction) => {
      const { options } = interaction;
      seen.push(options.getSubcommand(), options.getString('text'), options.getInteger('number'));
      seen.push(
        options.getBoolean('flag'),
        options.getUser('who')?.username,
        options.getChannel('where')?.id,
      );
      await interaction.reply('ok');
    },
  });
  const described = (type: Type, name: string) => ({ type, name, description: 'd' });
  const inner = [
    described(Type.String, 'text'),
    described(Type.Integer, 'number'),
    described(Type.Boolean, 'flag'),
    described(Type.User, 'who'),
    described(Type.Channel, 'where'),
  ];
  const group = { ...described(Type.Subcommand, 'export'), options: inner };
  await client.application.commands.set([{ name: 'data', description: 'Data', options: [group] as never }]);
  const where = ada.view.channels[1]?.id ?? '';
  const who = sandbox.person('Ben').id;
  await ada.command('data export', { text: 'x', number: 3, flag: true, who, where });
  expect(errors).toEqual([]);
  expect(seen).toEqual(['export', 'x', 3, true, 'ben', where]);
});

test('a file that was picked comes with the command, for whoever picked it', async () => {
  const seen: unknown[] = [];
  const { sandbox, client, ada, errors } = await scene({
    command: async (interaction) => {
      const { name, size, url, ephemeral } = interaction.options.getAttachment('file', true);
      seen.push(name, size, ephemeral, await (await fetch(url)).text());
      await interaction.reply('ok');
    },
  });
  const option = { type: Type.Attachment as const, name: 'file', description: 'd', required: true };
  await client.application.commands.set([{ name: 'take', description: 'Takes', options: [option] }]);
  const file = ada.attach('a b.jsonl', '{"text":"é"}');
  await ada.command('take', { file });
  expect(errors).toEqual([]);
  expect(seen).toEqual(['a_b.jsonl', 13, true, '{"text":"é"}']);
  await expect(sandbox.person('Ben').command('take', { file })).rejects.toThrow(
    'needs a file that was picked',
  );
  await expect(ada.command('take', { file: '1' })).rejects.toThrow('needs a file that was picked');
  expect(() => ada.attach('big', new Uint8Array(10 * 1024 * 1024 + 1))).toThrow('too powerful');
});

test('an option is completed while it is typed', async () => {
  const { client, ada, errors } = await scene({
    any: async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      const other = interaction.options.getString('b') ?? '';
      await interaction.respond([{ name: `${name}: ${value}${other}`, value: 'v' }]);
    },
  });
  const option = (name: string) => ({
    type: Type.String as const,
    name,
    description: 'd',
    autocomplete: true as const,
  });
  await client.application.commands.set([
    { name: 'find', description: 'Finds', options: [option('a'), option('b')] },
  ]);
  expect(await ada.autocomplete('find', 'a', 'wor', { b: '!' })).toEqual([{ name: 'a: wor!', value: 'v' }]);
  await expect(ada.autocomplete('find', 'c', 'x')).rejects.toThrow('has no option "c" that completes');
  expect(errors).toEqual([]);
});

test('people see and use only commands meant for them and for the place', async () => {
  const { sandbox, client, ada } = await scene({ command: (interaction) => interaction.reply('done') });
  await client.application.commands.set([
    { name: 'admin', description: 'For few', defaultMemberPermissions: PermissionFlagsBits.Administrator },
    { name: 'here', description: 'On the server', contexts: [0] },
  ]);
  const boss = sandbox.person('Boss', { admin: true });
  expect(ada.view.commands.map(({ name }) => name)).toEqual(['here']);
  await expect(ada.command('admin')).rejects.toThrow('There is no command /admin here for Ada');
  await boss.command('admin');
  expect(boss.text()).toBe('done');
  await expect(ada.go('dm').command('here')).rejects.toThrow('no command /here here');
});
