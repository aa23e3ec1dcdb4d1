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

  test.each(['en-US', 'de', 'es-ES', 'fr', 'pt-BR', 'ru', 'ja', 'zh-CN'])(
    'lists every other command that is for everybody, and only these, to somebody whose Discord is in %s',
    async (locale) => {
      const { sandbox } = await botWith();
      const ada = sandbox.person('Ada', { locale });
      await ada.command('help');
      const open = all.filter((one) => one.for === 'everybody').map(({ data }) => data);
      const described = open.map(({ name, description, description_localizations }) => {
        const inTheirs = new Map(Object.entries(description_localizations ?? {}));
        return `\`/${name}\` · ${inTheirs.get(locale) ?? description}`;
      });
      const listed = ada
        .text()
        .split('\n')
        .filter((line) => /^`\/\w+` · /.test(line));
      expect(listed.length).toBeGreaterThan(6);
      expect(listed).toEqual(described.filter((line) => !line.startsWith('`/help`')));
    },
  );

  test('works in the conversation with the bot as well', async () => {
    const { sandbox } = await botWith();
    const ada = sandbox.person('Ada').go('dm');
    await ada.command('help');
    expect(ada.text()).toContain('/task');
  });
});
