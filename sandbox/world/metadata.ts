import { botIsIn } from '../rules/available.ts';
import { guildOf } from './guild-of.ts';
import { userPayload } from './user-payload.ts';
import type { Interaction, World } from './world.ts';

/** What a message says about the interaction it answers, and about the one that opened its form. */
export function interactionMetadata(world: World, interaction: Interaction): object | undefined {
  const person = world.people.get(interaction.personId);
  if (!person) return undefined;
  const { id, type, carrierId, command, opener } = interaction;
  return {
    id,
    type,
    user: userPayload(person),
    authorizing_integration_owners: authorizingOwners(world, interaction),
    ...(type === 2 ? { name: command, command_type: 1 } : {}),
    ...(type === 3 && carrierId ? { interacted_message_id: carrierId } : {}),
    ...(opener ? { triggering_interaction_metadata: interactionMetadata(world, opener) } : {}),
  };
}

/** Through whom the bot was reached: the server it is on (`0` in direct messages), the person who added it. */
export function authorizingOwners(
  world: World,
  { channelId, personId }: Interaction,
): Record<string, string> {
  const channel = world.channels.get(channelId);
  const owners: Record<string, string> = {};
  if (channel && botIsIn(channel.kind)) owners['0'] = guildOf(world, channel)?.id ?? '0';
  if (world.people.get(personId)?.installed) owners['1'] = personId;
  return owners;
}
