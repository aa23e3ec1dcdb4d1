import { ApplicationCommandOptionType, InteractionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/discord/action.ts';
import type { Command } from '../../src/discord/command.ts';
import type { ActionInteraction, CommandInteraction } from '../../src/discord/interaction.ts';
import { type ActionPayload, actionOf } from '../../src/discord/interaction-of.ts';
import type { Reply } from '../../src/discord/reply.ts';
import type { View } from '../../src/discord/view.ts';
import { cardOf, routed, says, taskOrNone } from '../support/routed.ts';
import { checkboxes, input, label, option, options, radio, row, select } from '../support/sandbox-parts.ts';
import { id } from '../support/tasks.ts';

const task = id('a');

/** What one action is told of what somebody does. */
function listener(name: string, answer: Reply, deferMode: Action<null>['deferMode'] = 'update') {
  const got: ActionInteraction[] = [];
  const action: Action<null> = {
    name,
    deferMode,
    isSubject: taskOrNone,
    for: 'everybody',
    run: async (interaction) => {
      got.push(interaction);
      return answer;
    },
  };
  return { action, got };
}

test('a button tells its subject and argument, and who pressed it where', async () => {
  const { action, got } = listener('press', says('x'));
  const button = `v1:press:${task}:a b/ü`;
  const { sandbox, ended } = await routed([action], [button]);
  const zoe = sandbox.person('Zoë 💥', { locale: 'pt-BR' });
  await zoe.command('go');
  await zoe.click(button);
  await ended(2);
  expect(got).toEqual([
    {
      id: expect.stringMatching(/^\d{17,20}$/),
      actor: { id: zoe.id, name: 'Zoë 💥', locale: 'pt-BR', guildId: sandbox.guildId, roles: [] },
      context: 'guild',
      guildId: sandbox.guildId,
      guildLocale: 'en-US',
      channelId: expect.stringMatching(/^\d{17,20}$/),
      memberPermissions: expect.any(BigInt),
      attachmentSizeLimit: 10 * 1024 * 1024,
      subject: task,
      messageId: zoe.messages()[0]?.id,
      argument: 'a b/ü',
      values: [],
      fields: {},
      written: [],
    },
  ]);
});

test('a command tells its options, and only those that were given', async () => {
  const got: CommandInteraction[] = [];
  const type = ApplicationCommandOptionType;
  const command: Command<null> = {
    for: 'everybody',
    data: {
      name: 'with',
      description: 'W',
      options: [
        { type: type.String, name: 'word', description: 'W' },
        { type: type.Integer, name: 'count', description: 'C' },
        { type: type.Boolean, name: 'flag', description: 'F' },
      ],
    },
    run: async (interaction) => {
      got.push(interaction);
      return says('x');
    },
  };
  const { ada, ended } = await routed([], [], [command]);
  await ada.command('with', { word: '__proto__', count: 0, flag: false });
  await ada.command('with');
  await ended(2);
  expect(got.map(({ options: given }) => given)).toEqual([{ word: '__proto__', count: 0, flag: false }, {}]);
  expect(got[0]).toMatchObject({ subcommand: '', written: [] });
});

test('a select tells what was chosen', async () => {
  const { action, got } = listener('choose', says('x'));
  const view = { ...cardOf('Choose'), components: [row(select(`v1:choose:${task}:s`, options(3)))] } as View; // rows as Discord takes them
  const command: Command<null> = {
    for: 'everybody',
    data: { name: 'choose', description: 'C' },
    run: async () => ({ as: 'message', view }),
  };
  const { ada, ended } = await routed([action], [], [command]);
  await ada.command('choose');
  await ada.select(`v1:choose:${task}:s`, 'o2');
  await ended(2);
  expect(got).toMatchObject([{ subject: task, argument: 's', values: ['o2'] }]);
});

test('a form tells every field by its id: texts, one choice, many, or none', async () => {
  const { action: filled, got } = listener('filled', says('x'));
  const form = {
    title: 'Form',
    custom_id: `v1:filled:${task}:0:n1`,
    components: [
      label('Text', input('text', { required: false })),
      label('One', radio('one', options(3), { required: false })),
      label('Open', radio('open', options(3), { required: false })),
      label('Many', checkboxes('many', options(3), { required: false, min_values: 0, max_values: 3 })),
      label('Which', select('which', [option('a'), option('b')])),
    ],
  };
  const { action: press } = listener('press', { as: 'modal', modal: form } as unknown as Reply, 'never'); // loose parts of tests
  const button = `v1:press:${task}:`;
  const { sandbox, ada, ended } = await routed([press, filled], [button]);
  const ben = sandbox.person('Ben'); // nobody is shown the same form twice
  await ada.command('go');
  await ada.click(button);
  await ada.submit({ Text: ' Hi\n', One: 'o1', Many: ['o0', 'o2'], Which: 'b' });
  await ben.command('go');
  await ben.click(button);
  await ben.submit({ Which: 'a' });
  await ended(6);
  expect(got.map(({ fields }) => fields)).toEqual([
    { text: ' Hi\n', one: 'o1', open: null, many: ['o0', 'o2'], which: ['b'] },
    { text: '', one: null, open: null, many: [], which: ['a'] },
  ]);
  expect(got.map(({ written }) => written)).toEqual([[' Hi\n'], ['']]);
  expect(got[0]).toMatchObject({ subject: task, argument: '0' });
});

test('what is done on a server comes with the member’s permissions there and their roles', async () => {
  const { action, got } = listener('press', says('x'));
  const { sandbox, ended } = await routed([action], ['v1:press:-:']);
  const roles = ['1180000000000000001', '1180000000000000002'];
  const people = [sandbox.person('Ada', { roles }), sandbox.person('Root', { admin: true })];
  for (const person of people) {
    await person.command('go');
    await person.click('v1:press:-:');
  }
  await ended(4);
  const { ManageGuild, SendMessages } = PermissionFlagsBits;
  const may = got.map(({ memberPermissions: bits }) => [bits & ManageGuild, bits & SendMessages]);
  expect(may).toEqual([
    [0n, SendMessages],
    [ManageGuild, SendMessages],
  ]);
  expect(got.map(({ actor }) => actor.roles)).toEqual([roles, []]);
});

test('what is done in the bot’s direct messages belongs to no server', async () => {
  const { action, got } = listener('press', says('x'));
  const { ada, ended } = await routed([action], ['v1:press:-:']);
  ada.go('dm');
  await ada.command('go');
  await ada.click('v1:press:-:');
  await ended(2);
  const nowhere = { context: 'bot_dm', guildId: undefined, memberPermissions: 0n };
  expect(got).toMatchObject([{ ...nowhere, actor: { id: ada.id, name: 'Ada', roles: [] } }]);
  expect(got[0]?.channelId).toBe(ada.last().channelId);
});

test('a subcommand tells its name with its group, and its own options', async () => {
  const got: CommandInteraction[] = [];
  const word = {
    type: ApplicationCommandOptionType.String as const,
    name: 'word',
    description: 'W',
    autocomplete: true as const,
  };
  const find = {
    type: ApplicationCommandOptionType.Subcommand as const,
    name: 'find',
    description: 'F',
    options: [word],
  };
  const person = {
    type: ApplicationCommandOptionType.SubcommandGroup as const,
    name: 'person',
    description: 'P',
    options: [find],
  };
  const list = { type: ApplicationCommandOptionType.Subcommand as const, name: 'list', description: 'L' };
  const command: Command<null> = {
    for: 'everybody',
    data: { name: 'look', description: 'L', options: [person, list] },
    run: async (interaction) => {
      got.push(interaction);
      return says('x');
    },
    suggest: ({ option: name, text, locale }) => [{ name: `${name} ${text} ${locale}`, value: text }],
  };
  const { ada, ended } = await routed([], [], [command]);
  await ada.command('look person find', { word: 'a' });
  await ada.command('look list');
  const offered = await ada.autocomplete('look person find', 'word', 'ab');
  expect(offered).toEqual([{ name: 'word ab en-US', value: 'ab' }]);
  await ended(3);
  expect(got).toMatchObject([
    { subcommand: 'person find', options: { word: 'a' } },
    { subcommand: 'list', options: {} },
  ]);
});

describe('a payload that leaves things out', () => {
  const bare = {
    id: '1180000000000000000',
    type: InteractionType.MessageComponent,
    data: { custom_id: 'v1:press:-:', component_type: 2 },
    user: { id: '7', username: 'ada', global_name: null },
    locale: 'en-US',
  };
  const read = (more: object) => actionOf({ ...bare, ...more } as unknown as ActionPayload); // less than the types say

  test('is from a server if it names one, else from direct messages', () => {
    expect(read({}).context).toBe('bot_dm');
    expect(read({ guild_id: '5' }).context).toBe('guild');
    expect(read({ context: 2 }).context).toBe('private_channel');
  });

  test('calls people by their user name when they have no other, and at no more length than a backend takes', () => {
    expect(read({}).actor).toEqual({ id: '7', name: 'ada', locale: 'en-US', roles: [] });
    const name = '💥'.repeat(300);
    expect(read({ user: { ...bare.user, global_name: name } }).actor.name).toBe('💥'.repeat(256));
  });

  test('allows files of 10 MiB', () => expect(read({}).attachmentSizeLimit).toBe(10 * 1024 * 1024));

  test('of nobody is refused', () => expect(() => read({ user: undefined })).toThrow(TypeError));
});
