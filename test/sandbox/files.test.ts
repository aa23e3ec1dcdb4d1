import { AttachmentBuilder } from 'discord.js';
import { expect, test } from 'vitest';
import { call, scene } from '../support/sandbox-client.ts';

const file = (name: string, text: string) =>
  new AttachmentBuilder(Buffer.from(text), { name, description: `About ${name}` });

test('files come with a message, can be downloaded from the sandbox, and are shown in embeds by their name', async () => {
  const { ada, errors } = await scene({
    command: (interaction) =>
      interaction.reply({
        files: [file('a b.txt', 'hello'), file('pic.png', 'png')],
        embeds: [{ title: 'x', image: { url: 'attachment://pic.png' } }],
      }),
  });
  await ada.command('go');
  expect(errors).toEqual([]);
  const [first, second] = ada.last().attachments;
  expect(first).toMatchObject({ filename: 'a_b.txt', size: 5, description: 'About a b.txt' });
  expect(ada.last().embeds[0]?.image?.url).toBe(second?.url);
  const download = await fetch(first?.url ?? '');
  expect(await download.text()).toBe('hello');
  expect((await fetch(`${first?.url}x`)).status).toBe(404);
});

test('an edit keeps the files it names and adds new ones', async () => {
  const names: string[][] = [];
  const { ada, ended } = await scene({
    command: async (interaction) => {
      const note = () => names.push(ada.last().attachments.map(({ filename }) => filename));
      await interaction.reply({ files: [file('a.txt', 'a'), file('b.txt', 'b')] });
      note();
      const reply = await interaction.fetchReply();
      await interaction.editReply({
        attachments: [reply.attachments.at(1) as never],
        files: [file('c.txt', 'c')],
      });
      note();
      await interaction.editReply({ content: 'same files' });
      note();
    },
  });
  await ada.command('go');
  await ended(1);
  expect(names).toEqual([
    ['a.txt', 'b.txt'],
    ['b.txt', 'c.txt'],
    ['b.txt', 'c.txt'],
  ]);
});

test('a file of more than 10 MiB is refused with 40005', async () => {
  const { ada, errors, ended } = await scene({
    command: async (interaction) => {
      const heavy = new AttachmentBuilder(Buffer.alloc(10 * 1024 * 1024 + 1), { name: 'heavy.bin' });
      await interaction.deferReply();
      await interaction.editReply({ files: [heavy] });
    },
  });
  await ada.command('go');
  await ended(1);
  expect(errors).toMatchObject([{ code: 40005, status: 413 }]);
});

test('an attachment that is not there is refused', async () => {
  const { sandbox, ada } = await scene();
  const path = `/channels/${ada.view.channels[0]?.id}/messages`;
  const refused = await call(sandbox, 'POST', path, { content: 'x', attachments: [{ id: '0' }] });
  expect(refused).toMatchObject({ status: 400, body: { code: 50035, errors: { attachments: { 0: {} } } } });
});
