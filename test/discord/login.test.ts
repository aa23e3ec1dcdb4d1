import { DiscordAPIError, HTTPError, REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { readApplication } from '../../src/discord/application.ts';
import { GatewayLost } from '../../src/discord/gateway/gateway-lost.ts';
import { inviteLink, personalLink, whyNoLogin } from '../../src/discord/login.ts';
import { sandboxFor } from '../support/sandbox-client.ts';

test('the invite link names the application, asks for commands, and for no permission', () => {
  const { origin, pathname, searchParams } = new URL(inviteLink('123'));
  expect(origin + pathname).toBe('https://discord.com/oauth2/authorize');
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: '123',
    scope: 'bot applications.commands',
    permissions: '0',
  });
});

/** What is thrown when somebody with this token asks whose it is. */
async function thrown(api: string, token: string): Promise<unknown> {
  const rest = new REST({ api, version: '10', retries: 0 }).setToken(token);
  return await readApplication(rest).catch((error: unknown) => error);
}

describe('why nobody could log in is one sentence', () => {
  test('about a token that Discord does not know', async () => {
    const { apiUrl } = await sandboxFor();
    const error = await thrown(apiUrl, 'wrong.token.here');
    expect(error).toBeInstanceOf(DiscordAPIError);
    expect(whyNoLogin(error)).toContain('does not accept DISCORD_TOKEN');
    expect(whyNoLogin(error)).not.toContain('wrong.token.here');
  });

  test('about an address where nobody answers', async () => {
    const sandbox = await sandboxFor();
    await sandbox.close();
    expect(whyNoLogin(await thrown(sandbox.apiUrl, sandbox.token))).toContain(
      'cannot be reached (ECONNREFUSED)',
    );
  });

  test('about trouble at Discord', async () => {
    const sandbox = await sandboxFor();
    sandbox.faults.rest({}, { status: 503 });
    const error = await thrown(sandbox.apiUrl, sandbox.token);
    expect(error).toBeInstanceOf(HTTPError);
    expect(whyNoLogin(error)).toContain('trouble of its own (status 503)');
  });

  test('about a server the bot is not on', async () => {
    const sandbox = await sandboxFor();
    const rest = new REST({ api: sandbox.apiUrl, version: '10', retries: 0 }).setToken(sandbox.token);
    const route = Routes.applicationGuildCommands(sandbox.applicationId, '1');
    const error = await rest.get(route).catch((failure: unknown) => failure);
    expect(whyNoLogin(error)).toContain('not on the server that DISCORD_GUILD_ID names');
  });

  test('about a gateway that does not come back', () => {
    expect(whyNoLogin(new GatewayLost('Gone.'))).toBe('Gone.');
  });

  test.each([new Error('something else'), 'text', undefined, null, { code: 'ECONNREFUSED' }])(
    'but not about %s',
    (error) => expect(whyNoLogin(error)).toBeUndefined(),
  );
});

test('the application is known by its id, and by whom it belongs to', async () => {
  const sandbox = await sandboxFor({ people: [{ name: 'Owner', admin: true }] });
  const rest = new REST({ api: sandbox.apiUrl, version: '10', retries: 0 }).setToken(sandbox.token);
  const { id, owners, forPeople } = await readApplication(rest);
  expect(id).toBe(sandbox.applicationId);
  expect(owners).toEqual([sandbox.person('Owner').id]);
  expect(forPeople).toBe(true);
});

test('the link for people asks for their own installation, with commands and no bot', () => {
  const { searchParams } = new URL(personalLink('123'));
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: '123',
    integration_type: '1',
    scope: 'applications.commands',
  });
});
