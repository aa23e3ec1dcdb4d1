import type { REST } from '@discordjs/rest';
import { ApplicationIntegrationType, Routes } from 'discord-api-types/v10';
import { z } from 'zod';

const Person = z.object({ id: z.string() });
const Application = z.object({
  id: z.string(),
  bot: Person.optional(),
  owner: Person.optional(),
  integration_types_config: z.record(z.string(), z.unknown()).nullish(),
  interactions_endpoint_url: z.string().nullish(),
  verify_key: z.string().optional(),
  team: z.object({ members: z.array(z.object({ user: Person })) }).nullish(),
});

/**
 * The bot's application: its Discord id, the bot's, and those of the people it belongs to. `endpoint` is where Discord sends
 * its interactions instead of the gateway, `publicKey` what it signs them by.
 */
export type Application = {
  id: string;
  botId: string;
  owners: string[];
  /** Whether people may add it to themselves; its page on Discord's site has the switch. */
  forPeople: boolean;
  endpoint: string | undefined;
  publicKey: string | undefined;
};

/** Asks Discord whose token this is. @throws what discord.js throws; 401 for a token that is none. */
export async function readApplication(rest: REST): Promise<Application> {
  const known = Application.parse(await rest.get(Routes.currentApplication()));
  const { id, bot, owner, team, integration_types_config: types } = known;
  const members = team?.members.map(({ user }) => user.id);
  return {
    id,
    botId: bot?.id ?? id,
    owners: members ?? (owner ? [owner.id] : []),
    forPeople: types?.[ApplicationIntegrationType.UserInstall] !== undefined,
    endpoint: known.interactions_endpoint_url ?? undefined,
    publicKey: known.verify_key,
  };
}
