import { DiscordAPIError, HTTPError } from '@discordjs/rest';
import { ApplicationIntegrationType, OAuth2Scopes, RESTJSONErrorCodes } from 'discord-api-types/v10';
import { WrongDoor } from './door.ts';
import { GatewayLost } from './gateway/gateway-lost.ts';

/** The link with which a server's owner adds the bot. It needs no permissions: only people's own commands are answered. */
export function inviteLink(applicationId: string): string {
  const link = new URL('https://discord.com/oauth2/authorize');
  link.searchParams.set('client_id', applicationId);
  link.searchParams.set('scope', [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '));
  link.searchParams.set('permissions', '0');
  return link.href;
}

/** The link with which people add the bot to themselves, to use it wherever they are. */
export function personalLink(applicationId: string): string {
  const link = new URL('https://discord.com/oauth2/authorize');
  link.searchParams.set('client_id', applicationId);
  link.searchParams.set('integration_type', String(ApplicationIntegrationType.UserInstall));
  link.searchParams.set('scope', OAuth2Scopes.ApplicationsCommands);
  return link.href;
}

// Node's names for an address that nobody answers at
const unreachable = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'ECONNRESET',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Why the bot could not log in, as a sentence to print; undefined when it was something else. */
export function whyNoLogin(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof GatewayLost || error instanceof WrongDoor) return error.message;
  const code = 'code' in error ? error.code : undefined;
  if (error instanceof DiscordAPIError && error.status === 401) {
    return 'Discord does not accept DISCORD_TOKEN. Copy it again from the Bot page of https://discord.com/developers/applications.';
  }
  if (code === RESTJSONErrorCodes.MissingAccess || code === RESTJSONErrorCodes.UnknownGuild) {
    return 'The bot is not on the server that DISCORD_GUILD_ID names. Add it there first, or unset DISCORD_GUILD_ID.';
  }
  // how @discordjs/ws puts it
  if (error.message.startsWith('Not enough sessions remaining')) {
    return 'The bot has connected too often today, so Discord does not let it in. Stop it until tomorrow.';
  }
  if (error instanceof HTTPError) {
    return `Discord has trouble of its own (status ${error.status}). Try again in a few minutes.`;
  }
  const cause = error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined;
  const network = [code, cause].find((name) => typeof name === 'string' && unreachable.includes(name));
  if (network)
    return `Discord cannot be reached (${network}). Check the network, and DISCORD_API_URL if you set it.`;
  if (error.name === 'AbortError') return 'Discord did not answer in time. Check the network and try again.';
  return undefined;
}
