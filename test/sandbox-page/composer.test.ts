import type { APIApplicationCommand } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { findCommands, listCommands, type OptionView } from '../../sandbox/page/composer/commands.ts';
import { meaning } from '../../sandbox/page/composer/keys.ts';
import {
  commandIn,
  emptyLine,
  focusOn,
  highlight,
  nextEmpty,
  recognise,
  sending,
  setOption,
  step,
  takeAway,
  typeText,
} from '../../sandbox/page/composer/line.ts';
import { beginning, naming } from '../../sandbox/page/composer/moves.ts';
import { type Draft, readLine, readOptions } from '../../sandbox/page/composer/reading.ts';
import { choicesOf, noSuggestions, suggestions } from '../../sandbox/page/composer/suggestions.ts';
import type { Snapshot } from '../../sandbox/view.ts';

const registered = (name: string, more: object) =>
  ({
    id: '1',
    application_id: '1',
    version: '1',
    default_member_permissions: null,
    type: 1,
    name,
    description: name,
    ...more,
  }) as APIApplicationCommand; // what the page reads of a command

const commands = [
  registered('task', {
    description: 'Get your next task',
    name_localizations: { de: 'aufgabe', 'es-ES': 'tarea' },
    description_localizations: { de: 'Hol dir eine Aufgabe' },
    options: [
      {
        type: 3,
        name: 'type',
        description: 'Kind',
        choices: [
          { name: 'Rank replies', value: 'rank' },
          { name: 'Write', value: 'write', name_localizations: { de: 'Schreiben' } },
        ],
      },
      { type: 3, name: 'language', description: 'Language', autocomplete: true },
    ],
  }),
  registered('count', {
    options: [
      { type: 4, name: 'times', description: 'How often', required: true },
      { type: 5, name: 'loud', description: 'Loudly' },
    ],
  }),
  registered('data', {
    options: [
      { type: 1, name: 'export', description: 'Export it' },
      {
        type: 2,
        name: 'old',
        description: 'Old',
        options: [{ type: 1, name: 'drop', description: 'Drop it' }],
      },
    ],
  }),
  registered('Inspect', { type: 3, description: '' }),
];
const english = listCommands(commands, 'en-US');
const german = listCommands(commands, 'de');
const command = (name: string) => english.find((known) => known.name === name) ?? expect.fail(name);
const snapshot: Snapshot = {
  me: { id: 'a', name: 'ada', locale: 'en-US', bot: false, installed: false },
  people: [],
  guild: { id: 'g', name: 'Guild' },
  elsewhere: null,
  bot: { id: 'b', name: 'Bot', locale: 'en-US', bot: true, online: true },
  channels: [],
  messages: {},
  roles: [],
  notices: [],
  modal: null,
  commands,
};

test('slash commands are listed by name, subcommands on their own, others not at all', () => {
  expect(english.map(({ name }) => name)).toEqual(['count', 'data export', 'data old drop', 'task']);
});

test('names, descriptions and choices are in the person’s language, else as registered', () => {
  expect(german.find(({ name }) => name === 'task')).toMatchObject({
    label: 'aufgabe',
    description: 'Hol dir eine Aufgabe',
    options: [{ choices: [{ label: 'Rank replies' }, { label: 'Schreiben', value: 'write' }] }, {}],
  });
  expect(listCommands(commands, 'es-419').at(-1)?.label).toBe('tarea');
  expect(listCommands(commands, 'fr').at(-1)?.label).toBe('task');
});

test('a command is found by its start first, then by any part, in either language', () => {
  expect(findCommands(german, '/ta').map(({ name }) => name)).toEqual([
    'task',
    'data export',
    'data old drop',
  ]);
  expect(findCommands(german, '/auf').map(({ name }) => name)).toEqual(['task']);
  expect(findCommands(english, '/nothing')).toEqual([]);
});

test('a typed line becomes a command with its options, choices by their words', () => {
  expect(readLine('/task type:Rank replies language:de', english)).toMatchObject({
    command: { name: 'task' },
    values: { type: 'rank', language: 'de' },
  });
  expect(readLine('/task write', english)?.values).toEqual({ type: 'write' });
  expect(readLine('/data old drop', english)?.command.name).toBe('data old drop');
  expect(readLine('/tasks', english)).toBeNull();
  expect(readLine('task', english)).toBeNull();
});

const draft = (name: string, values: Record<string, string>): Draft => ({ command: command(name), values });

test('options are sent as their kind, empty optional ones not at all', () => {
  expect(readOptions(draft('count', { times: '3', loud: 'true' }))).toEqual({
    options: { times: 3, loud: true },
  });
  expect(readOptions(draft('task', { type: '', language: 'de' }))).toEqual({ options: { language: 'de' } });
});

test.each([
  ['count', {}, 'times', 'This option is required.'],
  ['count', { times: '1.5' }, 'times', 'Enter a whole number.'],
  ['task', { type: 'else' }, 'type', 'Choose one of the list.'],
])('%s with %j is refused at the option that is wrong', (name, values, option, problem) => {
  expect(readOptions(draft(name, values))).toEqual({ option, problem });
});

const choices = (option: OptionView) => choicesOf(option, snapshot);
const begin = (of: Draft) => beginning(of, choices).line;

test('a space after a command’s name turns text into the command, with what is required open', () => {
  const line = typeText(emptyLine, '/count ');
  expect(commandIn(typeText(emptyLine, '/count'), english)).toBeNull();
  const begun = begin(commandIn(line, english) ?? expect.fail('no command'));
  expect(begun).toMatchObject({ text: '', draft: { values: { times: '' } }, active: -1 });
  expect(nextEmpty(begun)).toBe('times');
  expect(nextEmpty(setOption(begun, 'times', '2', '2'))).toBeNull();
});

test('Backspace takes options away one by one, and the command last', () => {
  const line = begin(draft('task', { type: 'rank', language: 'de' }));
  const once = takeAway(line);
  expect(once.draft?.values).toEqual({ type: 'rank' });
  expect(takeAway(takeAway(once))).toEqual({ ...emptyLine, text: '/task' });
});

test('options named after a command are opened with what was typed, and the cursor goes where something is missing', () => {
  const line = begin(draft('task', {}));
  const open = (text: string) => {
    const { line: opened, cursor } = naming(line, text, choices) ?? expect.fail(text);
    return { ...opened, cursor };
  };
  expect(open('type:')).toMatchObject({ text: '', draft: { values: { type: '' } }, cursor: 'type' });
  expect(open('type:ra')).toMatchObject({ labels: { type: 'ra' }, cursor: 'type' });
  expect(open('Type:rank')).toMatchObject({
    draft: { values: { type: 'rank' } },
    labels: { type: 'Rank replies' },
    cursor: null,
  });
  expect(open('type:ra language:').cursor).toBe('language');
  expect(open('type:write language:de').cursor).toBe('language'); // only the bot knows whether it is one
  expect(naming(line, 'typ', choices)).toBeNull();
  expect(naming(line, 'type:rank', choices, 2)).toBeNull();
});

test('an option that is named again keeps its value until something is typed', () => {
  const line = begin(draft('task', { type: 'rank' }));
  expect(naming(line, 'type:', choices)).toMatchObject({
    line: { draft: { values: { type: 'rank' } }, labels: { type: 'Rank replies' } },
    cursor: 'type',
  });
  expect(naming(line, 'type:write', choices)).toMatchObject({
    line: { draft: { values: { type: 'write' } }, labels: { type: 'Write' } },
    cursor: null,
  });
});

test('the first choice is highlighted unless one is spelled out, and so Enter takes it', () => {
  const at = (option: string, label: string, found = [{ value: 'es', label: 'Español' }]) => {
    const line = focusOn(setOption(begin(draft('task', {})), option, label, label), option);
    const writing = { text: '', draft: line.draft, option, typed: label };
    return highlight(line, suggestions(writing, english, snapshot, found)).active;
  };
  expect([at('type', ''), at('type', 'ra'), at('type', 'rank replies'), at('type', 'x')]).toEqual([
    0, 0, -1, -1,
  ]);
  expect([at('language', 'esp'), at('language', 'español'), at('language', 'ES')]).toEqual([0, -1, -1]);
  expect(at('language', 'esp', [])).toBe(-1);
});

test('a choice typed in full counts as that choice', () => {
  const line = setOption(begin(draft('task', {})), 'language', 'español', 'español');
  const spanish = [{ value: 'es', label: 'Español' }];
  expect(recognise(line, 'language', spanish).draft?.values).toEqual({ language: 'es' });
  expect(recognise(line, 'language', []).draft?.values).toEqual({ language: 'español' });
});

test('text after a command that is no option is not dropped, but said', () => {
  const line = typeText(begin(draft('task', {})), 'rate');
  expect(sending(line, english)).toMatchObject({
    send: 'problem',
    problem: { option: 'rate', problem: 'The command has no such option.' },
  });
  const writing = { text: 'rate', draft: line.draft, option: null, typed: 'rate' };
  expect(noSuggestions(writing, snapshot)).toBe('Nothing matches what you typed.');
  expect(noSuggestions({ ...writing, draft: null }, snapshot)).toBe('');
});

test('the arrow keys go round the suggestions', () => {
  expect(step({ ...emptyLine, active: -1 }, 1, 3).active).toBe(0);
  expect(step({ ...emptyLine, active: 2 }, 1, 3).active).toBe(0);
  expect(step({ ...emptyLine, active: -1 }, -1, 3).active).toBe(2);
  expect(step(emptyLine, 1, 0)).toBe(emptyLine);
});

test('Enter sends text, and a command typed in full', () => {
  expect(sending(typeText(emptyLine, ' hi '), english)).toEqual({ send: 'text', text: 'hi' });
  expect(sending(typeText(emptyLine, '/task'), english)).toMatchObject({
    send: 'command',
    name: 'task',
    options: {},
  });
  expect(sending(typeText(emptyLine, '/count'), english)).toMatchObject({
    send: 'problem',
    problem: { option: 'times' },
  });
  expect(sending(typeText(emptyLine, '  '), english)).toEqual({ send: 'nothing' });
});

test('suggestions are commands, then options, then their choices or what the bot found', () => {
  const ask = (text: string, of: Draft | null, option: string | null, typed: string) =>
    suggestions({ text, draft: of, option, typed }, english, snapshot, [{ value: 'de', label: 'Deutsch' }]);
  expect(ask('/co', null, null, '/co')).toMatchObject([{ take: 'command', command: { name: 'count' } }]);
  expect(ask('hello', null, null, 'hello')).toEqual([]);
  expect(ask('', draft('task', { type: 'rank' }), null, '')).toMatchObject([
    { take: 'option', option: { name: 'language' } },
  ]);
  expect(ask('', draft('task', { type: '' }), 'type', 'wr')).toMatchObject([
    { take: 'value', choice: { value: 'write' } },
  ]);
  expect(ask('', draft('task', { language: '' }), 'language', '')).toMatchObject([
    { choice: { label: 'Deutsch' } },
  ]);
});

test('keys mean what they mean in Discord, and other keys are left alone', () => {
  const list = suggestions({ text: '/ta', draft: null, option: null, typed: '/ta' }, english, snapshot, []);
  const press = (key: string, line = typeText(emptyLine, '/ta'), shiftKey = false) =>
    meaning({ key, shiftKey }, line, { list, commands: english, emptyPlace: true });
  expect(press('Enter')).toMatchObject({ do: 'take', suggestion: { command: { name: 'task' } } });
  expect(press('Enter', typeText(emptyLine, '/task'))).toEqual({ do: 'send' });
  expect(press('Enter', emptyLine, true)).toBeNull();
  expect(press('Tab')).toMatchObject({ do: 'take' });
  expect(press('Escape')).toEqual({ do: 'clear' });
  expect(press('Backspace')).toBeNull();
  expect(press('Backspace', begin(draft('task', {})))).toEqual({ do: 'take away' });
  expect(press('a')).toBeNull();
});
