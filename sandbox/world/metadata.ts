import { userPayload } from './user-payload.ts';
import type { Interaction, World } from './world.ts';

/** What a message says about the interaction it answers, and about the one that opened its form. */
export function interactionMetadata(world: World, interaction: Interaction): object | undefined {
  const person = world.people.get(interaction.personId);
  if (!person) return undefined;
  const direct = world.channels.get(interaction.channelId)?.personId != null;
  const { id, type, carrierId, command, opener } = interaction;
  return {
    id,
    type,
    user: userPayload(person),
    authorizing_integration_owners: { 0: direct ? '0' : world.guild.id },
    ...(type === 2 ? { name: command, command_type: 1 } : {}),
    ...(type === 3 && carrierId ? { interacted_message_id: carrierId } : {}),
    ...(opener ? { triggering_interaction_metadata: interactionMetadata(world, opener) } : {}),
  };
}
