import { MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { botIn, sandboxFor } from '../support/sandbox-client.ts';

const row = (...components: object[]) => ({ type: 1, components }) as never;
const button = (custom_id: string, label: string) => ({ type: 2, style: 1, custom_id, label });

test('a command is answered, and only its person sees an ephemeral answer', async () => {
  const sandbox = await sandboxFor();
  const { client, errors } = await botIn(sandbox, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply({
      content: `Hello ${interaction.user.displayName}`,
      flags: MessageFlags.Ephemeral,
    });
  });
  await client.application.commands.set([{ name: 'hello', description: 'Says hello' }]);
  const [ada, ben] = [sandbox.person('Ada'), sandbox.person('Ben')];
  await ada.command('hello');
  expect(errors).toEqual([]);
  expect(ada.text()).toBe('Hello Ada');
  expect(ada.last()).toMatchObject({ ephemeral: true, command: { name: 'hello', person: { name: 'Ada' } } });
  expect(ben.messages()).toEqual([]);
});

test('a deferred answer thinks until it is edited', async () => {
  const sandbox = await sandboxFor();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { client, errors } = await botIn(sandbox, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await released;
    await interaction.editReply({ content: 'Done', components: [row(button('again', 'Again'))] });
  });
  await client.application.commands.set([{ name: 'work', description: 'Works' }]);
  const ada = sandbox.person('Ada');
  await ada.command('work');
  expect(ada.last().thinking).toBe(true);
  release();
  await ada.until(() => !ada.last().thinking);
  expect(ada.text()).toBe('Done\n[Again]');
  expect(errors).toEqual([]);
});
