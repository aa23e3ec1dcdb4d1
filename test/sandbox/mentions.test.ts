import { expect, test } from 'vitest';
import { botIn, scene } from '../support/sandbox-client.ts';
import { display } from '../support/sandbox-parts.ts';

test('who is named in a message is pinged, unless mentions are not allowed to', async () => {
  const { sandbox, ada } = await scene();
  const ben = sandbox.person('Ben');
  const content = `<@${ben.id}> and <@${ada.id}>`;
  const answers: object[] = [
    { content },
    { content, allowedMentions: { parse: [] } },
    { content, allowedMentions: { users: [ada.id] } },
    { components: [display(content)], flags: 32768 },
    { embeds: [{ description: content }] },
  ];
  let next = 0;
  await botIn(sandbox, {}); // a second session hears the commands too, and stays silent
  const { client } = await botIn(sandbox, {
    command: async (interaction) => {
      next += 1;
      await interaction.reply(answers[next - 1] ?? 'none');
    },
  });
  expect(client.isReady()).toBe(true);
  for (const _ of answers) await ada.command('go');
  expect(ada.messages().map(({ pings }) => pings)).toEqual([
    [ben.id, ada.id],
    [],
    [ada.id],
    [ben.id, ada.id],
    [],
  ]);
});

test('a client that allows no mentions by default pings nobody', async () => {
  const { sandbox, ada } = await scene();
  const ben = sandbox.person('Ben');
  await botIn(
    sandbox,
    { command: (interaction) => interaction.reply(`<@${ben.id}>`) },
    { allowedMentions: { parse: [] } },
  );
  await ada.command('go');
  expect(ben.last().pings).toEqual([]);
});

test('naming users and allowing all of them exclude each other', async () => {
  const { sandbox, ada, errors, ended } = await scene({
    command: (interaction) =>
      interaction.reply({
        content: 'x',
        allowedMentions: { parse: ['users'], users: [interaction.user.id] },
      }),
  });
  const typed = ada.command('go');
  await ended(1);
  expect(errors).toMatchObject([{ code: 50035 }]);
  sandbox.clock.advance(3_001);
  await typed;
});
