import type { ChatInputCommandInteraction, RepliableInteraction } from 'discord.js';
import { expect, test } from 'vitest';
import { call, scene } from '../support/sandbox-client.ts';
import { button, form, input, label, row } from '../support/sandbox-parts.ts';

const start = Date.UTC(2026, 10, 22);
const stopped = { now: () => start };

/** A bot that keeps its interactions for the test to answer. */
async function holding() {
  const held: ChatInputCommandInteraction[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const it = await scene(
    {
      command: async (interaction) => {
        held.push(interaction);
        await released;
        await interaction.reply('late');
      },
    },
    stopped,
  );
  return { ...it, held, release };
}

test('an answer within three seconds is in time', async () => {
  const { sandbox, ada, begun, release, errors } = await holding();
  const typed = ada.command('go');
  await begun(1);
  sandbox.clock.advance(3_000);
  release();
  await typed;
  expect(ada.text()).toBe('late');
  expect(ada.notices).toEqual([]);
  expect(errors).toEqual([]);
});

test('after three seconds the person is told, and the answer is refused with 10062', async () => {
  const { sandbox, ada, begun, ended, release, errors } = await holding();
  const typed = ada.command('go');
  await begun(1);
  sandbox.clock.advance(3_001);
  await typed;
  expect(ada.notices).toEqual(['The application did not respond']);
  release();
  await ended(1);
  expect(errors).toMatchObject([{ code: 10062, status: 404 }]);
  expect(ada.messages()).toEqual([]);
});

test('a component without answer is marked as failed on its message, until it changes', async () => {
  const { sandbox, ada, begun } = await scene(
    {
      command: (interaction) => interaction.reply({ content: 'x', components: [row(button('a'))] }),
      component: () => {},
    },
    stopped,
  );
  await ada.command('go');
  const clicked = ada.click('a');
  await begun(2);
  sandbox.clock.advance(3_001);
  await clicked;
  expect(ada.view.notices).toMatchObject([{ text: 'This interaction failed', messageId: ada.last().id }]);
  await call(sandbox, 'PATCH', `/channels/${ada.last().channelId}/messages/${ada.last().id}`, {
    content: 'y',
  });
  expect(ada.notices).toEqual([]);
});

const twice: [string, (interaction: RepliableInteraction) => Promise<unknown>][] = [
  ['another answer', (interaction) => interaction.reply('two')],
  ['a deferral', (interaction) => interaction.deferReply()],
];

test.each(twice)('%s to an interaction that was answered is refused with 40060', async (_, again) => {
  const { ada, errors, ended } = await scene({
    command: async (interaction) => {
      await interaction.reply('one');
      interaction.replied = false; // as if the first answer had not been seen
      await again(interaction);
    },
  });
  await ada.command('go');
  await ended(1);
  expect(errors).toMatchObject([{ code: 40060, status: 400 }]);
  expect(ada.messages()).toHaveLength(1);
});

test('a token works for fifteen minutes, then calls are refused with 50027', async () => {
  const { sandbox, ada, held, ended, release } = await holding();
  release();
  await ada.command('go');
  await ended(1);
  const [interaction] = held;
  sandbox.clock.advance(15 * 60_000);
  await interaction?.editReply('still');
  expect(ada.text()).toBe('still');
  sandbox.clock.advance(1);
  await expect(interaction?.editReply('too late')).rejects.toMatchObject({ code: 50027, status: 401 });
  await expect(interaction?.followUp('too late')).rejects.toMatchObject({ code: 50027 });
  expect(ada.text()).toBe('still');
});

test('someone who waits fifteen minutes for a deferred answer is told that none came', async () => {
  const { sandbox, ada } = await scene({ command: (interaction) => interaction.deferReply() }, stopped);
  await ada.command('go');
  sandbox.clock.advance(15 * 60_000);
  expect(ada.notices).toEqual(['The application did not respond']);
});

test('the webhook of an interaction that was not answered does not exist', async () => {
  const { sandbox, ada, held, begun, release } = await holding();
  const typed = ada.command('go');
  await begun(1);
  const hook = `/webhooks/${sandbox.applicationId}/${held[0]?.token}`;
  expect(await call(sandbox, 'POST', hook, { content: 'x' })).toMatchObject({
    status: 404,
    body: { code: 10015 },
  });
  expect(await call(sandbox, 'PATCH', `${hook}/messages/@original`, {})).toMatchObject({
    body: { code: 10015 },
  });
  release();
  await typed;
  const strange = `/webhooks/${sandbox.guildId}/${held[0]?.token}`;
  expect(await call(sandbox, 'POST', strange, { content: 'x' })).toMatchObject({ body: { code: 10015 } });
  expect(await call(sandbox, 'POST', hook, { content: 'x' })).toMatchObject({ status: 200 });
});

test('an interaction that never was cannot be answered', async () => {
  const { sandbox } = await scene();
  const answer = await call(sandbox, 'POST', '/interactions/123456789012345678/nope/callback', { type: 5 });
  expect(answer).toMatchObject({ status: 404, body: { code: 10062, message: 'Unknown interaction' } });
});

test('after a form was opened there is no original answer, but follow-ups go out', async () => {
  const { ada, errors, ended } = await scene({
    command: async (interaction) => {
      await interaction.showModal(form(label('L', input('a'))) as never);
      await interaction.followUp('meanwhile');
      await interaction.webhook.editMessage('@original', 'x');
    },
  });
  await ada.command('go');
  await ended(1);
  expect(ada.text()).toBe('meanwhile');
  expect(errors).toMatchObject([{ code: 10008 }]);
});
