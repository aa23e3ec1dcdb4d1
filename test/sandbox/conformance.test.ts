import { GatewayDispatchEvents } from 'discord.js';
import * as spec from 'discord-api-spec/zod';
import { expect, test } from 'vitest';
import { call, scene } from '../support/sandbox-client.ts';
import {
  button,
  container,
  display,
  form,
  input,
  label,
  options,
  row,
  select,
} from '../support/sandbox-parts.ts';

type Schema = typeof spec.MessageResponseSchema;

/** What Discord's own schema of its answers finds wrong. It knows only times that end in Z, which Discord's do not. */
function complaints(schema: Schema, value: unknown): unknown[] {
  const text = JSON.stringify(value).replaceAll('000+00:00"', 'Z"');
  return schema.safeParse(JSON.parse(text)).error?.issues ?? [];
}

const full = {
  content: 'x',
  embeds: [{ title: 't', fields: [{ name: 'n', value: 'v' }], footer: { text: 'f' }, author: { name: 'a' } }],
  components: [
    row(button('a'), { type: 2, style: 5, label: 'l', url: 'https://x.y' }),
    row(select('s', options(2))),
  ],
};
const modern = {
  flags: 32768,
  components: [
    container(display('x'), { type: 14 }, { type: 9, components: [display('y')], accessory: button('b') }),
    row(select('s', options(2))),
  ],
};

test('what the sandbox says of bot, application, gateway and channels is what Discord’s schema expects', async () => {
  const { sandbox, ada } = await scene();
  const get = async (path: string) => (await call(sandbox, 'GET', path)).body;
  expect(complaints(spec.GatewayBotResponseSchema, await get('/gateway/bot'))).toEqual([]);
  expect(complaints(spec.UserPIIResponseSchema, await get('/users/@me'))).toEqual([]);
  expect(complaints(spec.PrivateApplicationResponseSchema, await get('/applications/@me'))).toEqual([]);
  const [channel] = ada.view.channels;
  expect(complaints(spec.GuildChannelResponseSchema, await get(`/channels/${channel?.id}`))).toEqual([]);
  const direct = await call(sandbox, 'POST', '/users/@me/channels', { recipient_id: ada.id });
  expect(complaints(spec.PrivateChannelResponseSchema, direct.body)).toEqual([]);
  for (const command of await get(`/applications/${sandbox.applicationId}/commands`)) {
    expect(complaints(spec.ApplicationCommandResponseSchema, command)).toEqual([]);
  }
  expect(complaints(spec.ErrorResponseSchema, await get('/nowhere'))).toEqual([]);
});

test('messages and callbacks are what Discord’s schema expects, whatever they answer', async () => {
  const callbacks: unknown[] = [];
  const messages: unknown[] = [];
  const { sandbox, ada, ended } = await scene({
    any: async (interaction) => {
      if (!interaction.isRepliable()) return;
      const { id, token } = interaction;
      const reply = async (body: object) => {
        callbacks.push(
          (await call(sandbox, 'POST', `/interactions/${id}/${token}/callback?with_response=true`, body))
            .body,
        );
      };
      if (interaction.isButton()) return reply({ type: 9, data: form(label('L', input('a'))) });
      await reply({ type: 4, data: interaction.isModalSubmit() ? modern : full });
      const hook = `/webhooks/${sandbox.applicationId}/${token}`;
      messages.push((await call(sandbox, 'GET', `${hook}/messages/@original`)).body);
      messages.push((await call(sandbox, 'POST', hook, full)).body);
    },
  });
  await ada.command('go');
  await ada.click('a');
  await ada.submit({ a: 'x' });
  await ended(3);
  expect(messages).toHaveLength(4);
  for (const message of messages) expect(complaints(spec.MessageResponseSchema, message)).toEqual([]);
  expect(callbacks).toHaveLength(3);
  for (const answer of callbacks)
    expect(complaints(spec.InteractionCallbackResponseSchema, answer)).toEqual([]);
});

test('the member and the message of an interaction are what Discord’s schema expects', async () => {
  const { sandbox, ada, client } = await scene({
    component: (interaction) => interaction.deferUpdate(),
  });
  const path = `/channels/${ada.view.channels[0]?.id}/messages`;
  await call(sandbox, 'POST', path, full);
  const heard = new Promise<{ member: unknown; message: unknown }>((resolve) => {
    client.ws.once(GatewayDispatchEvents.InteractionCreate, resolve);
  });
  await ada.click('a');
  const { member, message } = await heard;
  expect(complaints(spec.GuildMemberResponseSchema, member)).toEqual([]);
  expect(complaints(spec.MessageResponseSchema, message)).toEqual([]);
});
