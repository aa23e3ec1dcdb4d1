import { DiscordAPIError, REST } from '@discordjs/rest';
import type { APIInteractionResponse } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { bodyChannel } from '../../../src/discord/http/body-channel.ts';
import type { ResponseChannel } from '../../../src/discord/response-channel.ts';
import { testClock } from '../../support/clock.ts';
import { call, sandboxFor } from '../../support/sandbox-client.ts';

const view = { embeds: [], components: [] };
const signal = new AbortController().signal;
const message: APIInteractionResponse = { type: 4, data: { content: 'Hello' } };
const update: APIInteractionResponse = { type: 7, data: { content: 'Hello' } };

/** A channel whose every REST call is written down, and fails with `error` if that is given. */
function scene({ error, isLost = false }: { error?: unknown; isLost?: boolean } = {}) {
  const clock = testClock();
  const calls: string[] = [];
  const rest = (name: string) => async () => {
    calls.push(name);
    if (error !== undefined) throw error;
    return 'over-rest';
  };
  const overRest: ResponseChannel = {
    token: 'token',
    respond: rest('respond'),
    find: rest('find'),
    edit: rest('edit'),
    followUp: rest('followUp'),
    remove: async () => void (await rest('remove')()),
  };
  const channel = bodyChannel(overRest, {
    clock,
    carrierId: 'clicked',
    give: async () => {
      calls.push('give');
      if (isLost) throw new Error('lost');
    },
  });
  return { clock, calls, channel };
}

/** What discord.js throws when Discord knows of no answer yet. */
async function unknownWebhook(): Promise<unknown> {
  const sandbox = await sandboxFor();
  await call(sandbox, 'GET', '/users/@me');
  const rest = new REST({ api: sandbox.apiUrl, retries: 0 });
  const path = `/webhooks/${sandbox.applicationId}/none/messages/@original` as const;
  return await rest.get(path, { auth: false }).catch((error: unknown) => error);
}

describe('the first answer', () => {
  test('is given once; where the first did not go out, the next attempt is made over REST', async () => {
    const { channel, calls } = scene({ isLost: true });
    await expect(channel.respond(message, signal)).rejects.toThrow('lost');
    expect(await channel.respond(message, signal)).toBe('over-rest');
    expect(calls).toEqual(['give', 'respond']);
  });

  test('has the id of the clicked message when it changes that, and none that is known when it is new', async () => {
    expect(await scene().channel.respond(update, signal)).toBe('clicked');
    expect(await scene().channel.respond(message, signal)).toBeUndefined();
  });

  test('is looked for when it may have come too late', async () => {
    const { channel, clock } = scene();
    clock.advance(2_000);
    expect(await channel.respond(update, signal)).toBeUndefined();
  });
});

describe('as long as Discord may not have read the answer, not to know it is no refusal:', () => {
  test.each([
    ['find', (channel: ResponseChannel) => channel.find(signal)],
    ['edit', (channel: ResponseChannel) => channel.edit(view, signal)],
    ['followUp', (channel: ResponseChannel) => channel.followUp(view, 'private', signal)],
    ['remove', (channel: ResponseChannel) => channel.remove(signal)],
  ])('%s', async (_name, act) => {
    const error = await unknownWebhook();
    expect(error).toBeInstanceOf(DiscordAPIError);
    const { channel, clock } = scene({ error });
    await expect(act(channel)).rejects.toThrow('does not know of the answer yet');
    clock.advance(5_000);
    await expect(act(channel)).rejects.toBe(error);
  });

  test('any other error is what it is', async () => {
    const error = new Error('squirrel');
    await expect(scene({ error }).channel.find(signal)).rejects.toBe(error);
  });
});
