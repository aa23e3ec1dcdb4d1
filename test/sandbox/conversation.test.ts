import { MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { scene } from '../support/sandbox-client.ts';
import { button, row } from '../support/sandbox-parts.ts';

test('a command is answered, and only its person sees an ephemeral answer', async () => {
  const { sandbox, ada, errors } = await scene({
    command: (interaction) =>
      interaction.reply({ content: `Hello ${interaction.user.displayName}`, flags: MessageFlags.Ephemeral }),
  });
  await ada.command('go');
  expect(ada.text()).toBe('Hello Ada');
  expect(ada.last()).toMatchObject({ ephemeral: true, command: { name: 'go', person: { name: 'Ada' } } });
  expect(sandbox.person('Ben').messages()).toEqual([]);
  expect(errors).toEqual([]);
});

test('everybody in the channel sees a public answer, and nobody in another', async () => {
  const { sandbox, ada } = await scene({ command: (interaction) => interaction.reply('Hello all') });
  const ben = sandbox.person('Ben');
  await ada.command('go');
  expect(ben.text()).toBe('Hello all');
  expect(ben.messages('tasks')).toEqual([]);
  expect(ben.messages('dm')).toEqual([]);
});

test('a reply asked for with its response brings the message', async () => {
  const ids: (string | undefined)[] = [];
  const { ada, ended } = await scene({
    command: async (interaction) => {
      const response = await interaction.reply({ content: 'Hi', withResponse: true });
      ids.push(response.resource?.message?.id);
    },
  });
  await ada.command('go');
  await ended(1);
  expect(ids).toEqual([ada.last().id]);
});

test('a deferred answer thinks until it is edited', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { ada, errors } = await scene({
    command: async (interaction) => {
      await interaction.deferReply();
      await released;
      await interaction.editReply({ content: 'Done', components: [row(button('again', 'Again'))] });
    },
  });
  await ada.command('go');
  expect(ada.last()).toMatchObject({ thinking: true, ephemeral: false });
  release();
  await ada.until(() => !ada.last().thinking);
  expect(ada.text()).toBe('Done\n[Again]');
  expect(errors).toEqual([]);
});

test('a button can change the message it is on, at once or after a silent deferral', async () => {
  const { ada, errors } = await scene({
    command: (interaction) =>
      interaction.reply({ content: '0', components: [row(button('now'), button('later'))], flags: 64 }),
    component: async (interaction) => {
      if (interaction.customId === 'now') return interaction.update('now');
      await interaction.deferUpdate();
      return interaction.editReply('later');
    },
  });
  await ada.command('go');
  await ada.click('now');
  expect(ada.text()).toBe('now\n[now]\n[later]');
  await ada.click('later');
  await ada.until(() => ada.text().startsWith('later'));
  expect(ada.messages()).toHaveLength(1);
  expect(ada.last()).toMatchObject({ ephemeral: true });
  expect(errors).toEqual([]);
});

test('a follow-up is a message of its own, and can be edited and deleted', async () => {
  const seen: string[][] = [];
  const { ada, errors, ended } = await scene({
    command: async (interaction) => {
      await interaction.reply('one');
      const extra = await interaction.followUp({ content: 'two', flags: MessageFlags.Ephemeral });
      seen.push(ada.messages().map(({ content }) => content));
      await interaction.webhook.editMessage(extra.id, 'three');
      seen.push(ada.messages().map(({ content }) => content));
      await interaction.webhook.deleteMessage(extra.id);
      await interaction.deleteReply();
      seen.push(ada.messages().map(({ content }) => content));
    },
  });
  await ada.command('go');
  await ended(1);
  expect(seen).toEqual([['one', 'two'], ['one', 'three'], []]);
  expect(errors).toEqual([]);
});

test('the first follow-up after a deferral fills the placeholder, whatever it says about being ephemeral', async () => {
  const { ada, errors } = await scene({
    command: async (interaction) => {
      await interaction.deferReply();
      await interaction.followUp({ content: 'filled', flags: MessageFlags.Ephemeral });
    },
  });
  await ada.command('go');
  await ada.until(() => ada.text() === 'filled');
  expect(ada.messages()).toHaveLength(1);
  expect(ada.last().ephemeral).toBe(false);
  expect(errors).toEqual([]);
});

test('the original answer can be fetched', async () => {
  const contents: string[] = [];
  const { ada, ended } = await scene({
    command: async (interaction) => {
      await interaction.reply('here');
      contents.push((await interaction.fetchReply()).content);
    },
  });
  await ada.command('go');
  await ended(1);
  expect(contents).toEqual(['here']);
});

test('the bot writes to a person, who answers a button in the direct messages', async () => {
  const { sandbox, client, ada, errors } = await scene({
    component: (interaction) => interaction.update(`${interaction.inGuild()} ${interaction.context}`),
  });
  const user = await client.users.fetch(ada.id);
  await user.send({ content: 'psst', components: [row(button('ok'))] });
  await ada.go('dm').click('ok');
  expect(ada.last().content).toBe('false 1');
  expect(sandbox.person('Ben').messages('dm')).toEqual([]);
  expect(errors).toEqual([]);
});

test('a command works in the direct messages', async () => {
  const { ada } = await scene({
    command: (interaction) => interaction.reply(`guild ${interaction.guildId}`),
  });
  await ada.go('dm').command('go');
  expect(ada.text()).toBe('guild null');
});

test('an interaction carries what discord.js reads of it', async () => {
  const seen: unknown[] = [];
  const { sandbox, ada } = await scene({
    command: async (interaction) => {
      seen.push(interaction.locale, interaction.guildId, interaction.memberPermissions?.has('Administrator'));
      seen.push(
        interaction.appPermissions.has('SendMessages'),
        interaction.attachmentSizeLimit,
        interaction.context,
      );
      seen.push(interaction.guildLocale, interaction.member?.user.username);
      await interaction.reply('ok');
    },
  });
  const boss = sandbox.person('Boss', { locale: 'de', admin: true });
  await boss.command('go');
  expect(seen).toEqual(['de', sandbox.guildId, true, true, 10_485_760, 0, 'en-US', 'boss']);
  seen.length = 0;
  await ada.command('go');
  expect(seen.slice(0, 3)).toEqual(['en-US', sandbox.guildId, false]);
});
