import { MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { call, scene } from '../support/sandbox-client.ts';
import { button, row } from '../support/sandbox-parts.ts';

const card = { content: 'card', components: [row(button('a'))], flags: MessageFlags.Ephemeral as const };

test('an ephemeral message does not exist for channel routes', async () => {
  const { sandbox, ada } = await scene({ command: (interaction) => interaction.reply(card) });
  await ada.command('go');
  const { id, channelId } = ada.last();
  const path = `/channels/${channelId}/messages/${id}`;
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? { content: 'x' } : undefined;
    expect(await call(sandbox, method, path, body)).toMatchObject({ status: 404, body: { code: 10008 } });
  }
  expect((await call(sandbox, 'GET', `/channels/${channelId}/messages`)).body).toEqual([]);
  expect(ada.text()).toContain('card');
});

test('a dismissed message is gone for its person, and edits of it are refused with 10008', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { ada, errors, ended } = await scene({
    command: async (interaction) => {
      await interaction.reply(card);
      await released;
      await interaction.editReply('gone?');
    },
  });
  await ada.command('go');
  await ada.dismiss();
  expect(ada.messages()).toEqual([]);
  release();
  await ended(1);
  expect(errors).toMatchObject([{ code: 10008 }]);
});

test('an ephemeral answer to a public message is seen by the one who clicked only', async () => {
  const { sandbox, ada } = await scene({
    command: (interaction) => interaction.reply({ ...card, flags: [] }),
    component: (interaction) => interaction.reply({ content: 'for you', flags: MessageFlags.Ephemeral }),
  });
  const ben = sandbox.person('Ben');
  await ada.command('go');
  await ben.click('a');
  expect(ben.text()).toBe('for you');
  expect(ada.messages().map(({ content }) => content)).toEqual(['card']);
  await expect(ada.dismiss()).rejects.toThrow('There is nothing to dismiss');
});

test('a public message cannot be made ephemeral by an edit', async () => {
  const { sandbox, ada, errors, ended } = await scene({
    command: (interaction) => interaction.reply({ ...card, flags: [] }),
    component: (interaction) => interaction.update({ content: 'x', flags: MessageFlags.Ephemeral as never }),
  });
  await ada.command('go');
  const clicked = ada.click('a');
  await ended(2);
  expect(errors).toMatchObject([{ code: 50035 }]);
  sandbox.clock.advance(3_001);
  await clicked;
  expect(ada.text()).toContain('card');
});

test('an edit cannot make a public placeholder ephemeral', async () => {
  const { ada, errors, ended } = await scene({
    command: async (interaction) => {
      await interaction.deferReply();
      await interaction.editReply({ content: 'x', flags: MessageFlags.Ephemeral as never });
    },
  });
  await ada.command('go');
  await ended(1);
  expect(errors).toMatchObject([{ code: 50035 }]);
  expect(ada.last().thinking).toBe(true);
});

test('a reloaded client has forgotten ephemeral messages, though edits of them succeed', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { sandbox, ada, errors, ended } = await scene({
    command: async (interaction) => {
      await interaction.reply(card);
      await released;
      await interaction.editReply('unseen');
    },
  });
  await ada.say('public');
  await ada.command('go');
  await ada.reload();
  release();
  await ended(1);
  expect(errors).toEqual([]);
  expect(ada.messages().map(({ content }) => content)).toEqual(['public']);
  expect(sandbox.requests.all().at(-1)).toMatchObject({ method: 'PATCH', status: 200 });
});
