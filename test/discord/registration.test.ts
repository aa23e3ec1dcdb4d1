import { REST } from '@discordjs/rest';
import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
} from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { type Commands, registerCommands, sameCommands } from '../../src/discord/registration.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { translator } from '../support/scenes.ts';

const typed = {
  type: ApplicationCommandOptionType.String as const,
  name: 'type',
  description: 'Which kind',
  required: false,
  choices: [
    { name: 'Any', value: 'random', name_localizations: { de: 'Egal' } },
    { name: 'Write', value: 'initial_prompt' },
  ],
};
const language = {
  type: ApplicationCommandOptionType.String as const,
  name: 'language',
  description: 'L',
  autocomplete: true as const,
};
const ours = {
  name: 'task',
  description: 'Get a task',
  description_localizations: {},
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  options: [typed, language],
} satisfies Commands[number];
const help = { name: 'help', description: 'Help' } satisfies Commands[number];

/** What Discord makes of it: ids, versions, defaults spelled out, other keys first. */
const theirs = (command: Commands[number], more: object = {}): APIApplicationCommand => ({
  version: '3',
  nsfw: false,
  integration_types: [0],
  dm_permission: true,
  default_member_permissions: null,
  description_localizations: null,
  name_localizations: null,
  contexts: null,
  handler: 1,
  ...structuredClone(command),
  type: ApplicationCommandType.ChatInput,
  id: '1',
  application_id: '2',
  ...more,
});

describe('the same commands', () => {
  test.each<[string, APIApplicationCommand[]]>([
    ['with everything that Discord adds', [theirs(ours), theirs(help)]],
    ['in another order', [theirs(help), theirs(ours)]],
    ['with contexts in another order', [theirs(ours, { contexts: [1, 0] }), theirs(help)]],
    ['with installations in another order', [theirs(ours, { integration_types: [1, 0] }), theirs(help)]],
    ['with an empty list of options', [theirs(ours), theirs(help, { options: [] })]],
    ['with keys nobody knows yet', [theirs(ours, { future: { x: 1 } }), theirs(help)]],
  ])('%s are the same', (_, registered) => {
    expect(sameCommands(registered, [ours, help])).toBe(true);
  });

  test('on one server are the same whatever Discord says about contexts there', () => {
    expect(sameCommands([theirs(ours, { contexts: null })], [ours], true)).toBe(true);
    expect(sameCommands([theirs(ours, { contexts: null })], [ours])).toBe(false);
  });
});

describe('other commands', () => {
  test.each<[string, APIApplicationCommand[]]>([
    ['one is missing', [theirs(ours)]],
    ['there is one more', [theirs(ours), theirs(help), theirs({ name: 'old', description: 'Old' })]],
    ['another description', [theirs(ours, { description: 'x' }), theirs(help)]],
    ['another translation', [theirs(ours, { description_localizations: { de: 'x' } }), theirs(help)]],
    ['options in another order', [theirs(ours, { options: [language, typed] }), theirs(help)]],
    [
      'an option that is required',
      [theirs(ours, { options: [{ ...typed, required: true }, language] }), theirs(help)],
    ],
    [
      'no suggestions',
      [theirs(ours, { options: [typed, { ...language, autocomplete: false }] }), theirs(help)],
    ],
    [
      'choices in another order',
      [
        theirs(ours, { options: [{ ...typed, choices: typed.choices.toReversed() }, language] }),
        theirs(help),
      ],
    ],
    [
      'a choice in no other language',
      [
        theirs(ours, {
          options: [{ ...typed, choices: [{ name: 'Any', value: 'random' }, typed.choices[1]] }, language],
        }),
        theirs(help),
      ],
    ],
    ['another permission', [theirs(ours, { default_member_permissions: '0' }), theirs(help)]],
    ['fewer installations', [theirs(ours, { integration_types: [0] }), theirs(help)]],
    ['fewer contexts', [theirs(ours, { contexts: [0] }), theirs(help)]],
    ['a command for messages', [theirs(ours), theirs(help, { type: ApplicationCommandType.Message })]],
    ['an age limit', [theirs(ours, { nsfw: true }), theirs(help)]],
  ])('are seen: %s', (_, registered) => {
    expect(sameCommands(registered, [ours, help])).toBe(false);
  });
});

describe.each([{ where: 'everywhere' }, { where: 'on one server' }])('registering $where', ({ where }) => {
  test('writes once, and never again while nothing differs', async () => {
    const sandbox = await sandboxFor();
    const rest = new REST({ api: sandbox.apiUrl, version: '10', retries: 0 }).setToken(sandbox.token);
    const guildId = where === 'everywhere' ? undefined : sandbox.guildId;
    const definitions = commands(translator).map(({ data }) => data);
    const register = (list: Commands) => registerCommands(rest, sandbox.applicationId, list, guildId);
    const writes = () => sandbox.requests.all().filter(({ method }) => method === 'PUT');

    expect(await register(definitions)).toBe('registered');
    expect(writes()).toMatchObject([{ status: 200 }]);
    expect(await register(definitions)).toBe('unchanged');
    expect(await register(definitions.toReversed())).toBe('unchanged');
    expect(writes()).toHaveLength(1);

    expect(await register(definitions.slice(1))).toBe('registered');
    const route =
      guildId === undefined
        ? Routes.applicationCommands(sandbox.applicationId)
        : Routes.applicationGuildCommands(sandbox.applicationId, guildId);
    expect(await rest.get(route)).toHaveLength(definitions.length - 1);
  });
});
