import { Locale } from 'discord.js';
import { expect, test } from 'vitest';
import { autocompleteProblems } from '../../../sandbox/rules/choices.ts';
import { commandProblems } from '../../../sandbox/rules/command.ts';
import { scopeProblems } from '../../../sandbox/rules/commands.ts';

const command = (more: object = {}) => ({ name: 'task', description: 'Get a task', ...more });
const named = (name: string) => command({ name });
const withOptions = (...options: object[]) => command({ options });
const text = (name: string, more: object = {}) => ({ type: 3, name, description: 'd', ...more });
const choices = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `n${index}`, value: `v${index}` }));
const texts = (count: number) => Array.from({ length: count }, (_, index) => text(`t${index}`));
const sub = (name: string, ...options: object[]) => ({ type: 1, name, description: 'd', options });
const group = (name: string, ...options: object[]) => ({ type: 2, name, description: 'd', options });
const heavy = (size: number) =>
  withOptions(
    text('a', {
      choices: Array.from({ length: 25 }, (_, i) => ({
        name: `${i}`.padEnd(100, 'n'),
        value: `${i}`.padEnd(100, 'v'),
      })),
    }),
    text('b', {
      choices: Array.from({ length: 15 }, (_, i) => ({
        name: `${i}`.padEnd(100, 'n'),
        value: `${i}`.padEnd(size, 'v'),
      })),
    }),
  );

type Case = [what: string, code: string, breaks: object, fits: object];

const cases: Case[] = [
  ['a name of 32 characters', 'BASE_TYPE_MAX_LENGTH', named('x'.repeat(33)), named('x'.repeat(32))],
  ['a name in lower case', 'APPLICATION_COMMAND_INVALID_NAME', named('Task'), named('task')],
  ['a name of one word', 'APPLICATION_COMMAND_INVALID_NAME', named('my task'), named("my-ta_s'k")],
  ['names in other scripts', 'APPLICATION_COMMAND_INVALID_NAME', named('タスク!'), named('タスク')],
  ['a description', 'BASE_TYPE_REQUIRED', { name: 'x' }, command()],
  [
    'a description of 100 characters',
    'BASE_TYPE_MAX_LENGTH',
    command({ description: 'x'.repeat(101) }),
    command({ description: 'x'.repeat(100) }),
  ],
  [
    'no description on a message command',
    'APPLICATION_COMMAND_CONTEXT_MENU_FORBIDS',
    { type: 3, name: 'Do It', description: 'x' },
    { type: 3, name: 'Do It' },
  ],
  ['25 options', 'BASE_TYPE_BAD_LENGTH', withOptions(...texts(26)), withOptions(...texts(25))],
  [
    'unique option names',
    'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    withOptions(text('a'), text('a')),
    withOptions(text('a'), text('b')),
  ],
  [
    'required options first',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    withOptions(text('a'), text('b', { required: true })),
    withOptions(text('a', { required: true }), text('b')),
  ],
  [
    'option names in lower case',
    'APPLICATION_COMMAND_INVALID_NAME',
    withOptions(text('A')),
    withOptions(text('a')),
  ],
  [
    'an option description',
    'BASE_TYPE_REQUIRED',
    withOptions({ type: 3, name: 'a' }),
    withOptions(text('a')),
  ],
  [
    '25 choices',
    'BASE_TYPE_BAD_LENGTH',
    withOptions(text('a', { choices: choices(26) })),
    withOptions(text('a', { choices: choices(25) })),
  ],
  [
    'unique choice names',
    'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
    withOptions(
      text('a', {
        choices: [
          { name: 'n', value: 'a' },
          { name: 'n', value: 'b' },
        ],
      }),
    ),
    withOptions(text('a', { choices: choices(2) })),
  ],
  [
    'a choice value of 100 characters',
    'BASE_TYPE_MAX_LENGTH',
    withOptions(text('a', { choices: [{ name: 'n', value: 'x'.repeat(101) }] })),
    withOptions(text('a', { choices: [{ name: 'n', value: 'x'.repeat(100) }] })),
  ],
  [
    'choices or completion',
    'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_WITH_CHOICES',
    withOptions(text('a', { autocomplete: true, choices: choices(1) })),
    withOptions(text('a', { autocomplete: true })),
  ],
  [
    'lengths in order',
    'APPLICATION_COMMAND_OPTIONS_MIN_MAX',
    withOptions(text('a', { min_length: 3, max_length: 2 })),
    withOptions(text('a', { min_length: 2, max_length: 2 })),
  ],
  [
    'values in order',
    'APPLICATION_COMMAND_OPTIONS_MIN_MAX',
    withOptions({ ...text('a'), type: 4, min_value: 3, max_value: 2 }),
    withOptions({ ...text('a'), type: 4, min_value: 2, max_value: 2 }),
  ],
  [
    'subcommands or options',
    'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
    withOptions(sub('a'), text('b')),
    withOptions(sub('a', text('b'))),
  ],
  [
    'no group in a group',
    'UNION_TYPE_CHOICES',
    withOptions(group('a', group('b', sub('c')))),
    withOptions(group('a', sub('b'))),
  ],
  [
    'locales that Discord has',
    'DICT_INVALID_KEY',
    command({ name_localizations: { ca: 'tasca' } }),
    command({ name_localizations: { 'es-ES': 'tarea' } }),
  ],
  [
    'translated names in lower case',
    'APPLICATION_COMMAND_INVALID_NAME',
    command({ name_localizations: { de: 'Aufgabe' } }),
    command({ name_localizations: { de: 'aufgabe' } }),
  ],
  [
    'translated descriptions',
    'BASE_TYPE_MAX_LENGTH',
    command({ description_localizations: { de: 'x'.repeat(101) } }),
    command({ description_localizations: { de: 'x'.repeat(100) } }),
  ],
  [
    'option names unique in every language',
    'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    withOptions(
      text('a', { name_localizations: { de: 'x' } }),
      text('b', { name_localizations: { de: 'x' } }),
    ),
    withOptions(
      text('a', { name_localizations: { de: 'x' } }),
      text('b', { name_localizations: { fr: 'x' } }),
    ),
  ],
  ['8,000 characters in all', 'APPLICATION_COMMAND_TOO_LARGE', heavy(100), heavy(98)],
  [
    'a bit field of permissions',
    'NUMBER_TYPE_COERCE',
    command({ default_member_permissions: 'admin' }),
    command({ default_member_permissions: '0' }),
  ],
];

test.each(cases)('a command is held to its rules about %s', (_, code, breaks, fits) => {
  expect(commandProblems(breaks).map((problem) => problem.code)).toContain(code);
  expect(commandProblems(fits)).toEqual([]);
});

test('the longest translation counts towards the 8,000 characters', () => {
  const long = heavy(98);
  expect(commandProblems({ ...long, description_localizations: { de: 'x'.repeat(20) } })).toEqual([]);
  expect(commandProblems({ ...long, description_localizations: { de: 'x'.repeat(100) } })).toMatchObject([
    { code: 'APPLICATION_COMMAND_TOO_LARGE' },
  ]);
});

test('every locale of discord.js is one of Discord’s', () => {
  const name_localizations = Object.fromEntries(Object.values(Locale).map((locale) => [locale, 'x']));
  expect(commandProblems(command({ name_localizations }))).toEqual([]);
});

test('a scope takes 100 slash commands and 15 message commands, each with a name of its own', () => {
  const slash = Array.from({ length: 100 }, (_, index) => named(`c${index}`));
  const menus = Array.from({ length: 15 }, (_, index) => ({ type: 3, name: `M${index}` }));
  expect(scopeProblems([...slash, ...menus])).toEqual([]);
  expect(scopeProblems([...slash, named('one-more')])).toMatchObject([{ instead: { code: 30032 } }]);
  expect(scopeProblems([...menus, { type: 3, name: 'M15' }])).toMatchObject([{ instead: { code: 30033 } }]);
  expect(scopeProblems([named('a'), named('a')])).toMatchObject([
    { code: 'APPLICATION_COMMANDS_DUPLICATE_NAME' },
  ]);
});

test('an autocompletion offers at most 25 choices, none twice', () => {
  const answer = (list: unknown) => autocompleteProblems({ type: 8, data: { choices: list } });
  expect(answer(choices(25))).toEqual([]);
  expect(answer([])).toEqual([]);
  expect(answer(choices(26))).not.toEqual([]);
  expect(answer([...choices(1), ...choices(1)])).not.toEqual([]);
  expect(answer([{ name: 'x'.repeat(101), value: 'v' }])).not.toEqual([]);
  expect(answer(undefined)).not.toEqual([]);
});
