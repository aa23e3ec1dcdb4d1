import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandProblems } from '../../sandbox/rules/command.ts';
import { anywhere, onServers, whereTheBotIs } from '../../src/discord/where.ts';
import { botWith } from '../support/bot.ts';
import { translator } from '../support/scenes.ts';
import { root } from '../support/sources.ts';

const all = commands(translator);
const files = globSync('*.ts', { cwd: `${root}commands` }).filter((file) => file !== 'index.ts');

test('every file of a command is in the list, under its own name', () => {
  const names = all.map(({ data }) => data.name);
  expect(names.toSorted()).toEqual(files.map((file) => file.replace('.ts', '')).toSorted());
  expect(new Set(names).size).toBe(names.length);
});

test.each(all.map(({ data }) => data))('/$name is described as Discord wants it', (data) => {
  expect(commandProblems(data)).toEqual([]);
});

test.each(all.map(({ data }) => data))(
  '/$name says for whom it can be installed and where it works',
  (data) => {
    expect([anywhere, whereTheBotIs, onServers]).toContainEqual({
      integration_types: data.integration_types,
      contexts: data.contexts,
    });
  },
);

describe('/help', () => {
  test('says what this is and where to begin, to whoever asks', async () => {
    const { sandbox } = await botWith();
    const ada = sandbox.person('Ada');
    await ada.command('help');
    expect(ada.last().ephemeral).toBe(true);
    expect(ada.text()).toContain('/task');
    expect(ada.text()).toContain('Privacy');
    expect(ada.text()).not.toContain('{{');
  });

  test('works in the conversation with the bot as well', async () => {
    const { sandbox } = await botWith();
    const ada = sandbox.person('Ada').go('dm');
    await ada.command('help');
    expect(ada.text()).toContain('/task');
  });
});
