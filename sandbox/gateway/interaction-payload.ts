import { mostFileBytes } from '../rules/attachments.ts';
import { contextOf } from '../rules/available.ts';
import { guildOf } from '../world/guild-of.ts';
import { authorizingOwners } from '../world/metadata.ts';
import { appPermissionsIn, channelPayload, memberPayload, messagePayload } from '../world/payloads.ts';
import { personWith } from '../world/people.ts';
import { userPayload } from '../world/user-payload.ts';
import type { Interaction, World } from '../world/world.ts';

/** The INTERACTION_CREATE event for something a person did; `data` is what depends on its type. */
export function interactionPayload(world: World, interaction: Interaction, data: unknown) {
  const person = personWith(world, interaction.personId);
  const channel = world.channels.get(interaction.channelId);
  const carrier = interaction.carrierId === null ? undefined : world.messages.get(interaction.carrierId);
  const guild = channel && guildOf(world, channel);
  const place = guild
    ? {
        guild_id: guild.id,
        guild: { id: guild.id, locale: world.guild.locale, features: [] },
        guild_locale: world.guild.locale,
        member: memberPayload(person),
      }
    : { user: userPayload(person) };
  return {
    version: 1,
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    token: interaction.token,
    data,
    channel_id: interaction.channelId,
    ...(channel ? { channel: channelPayload(world, channel) } : {}),
    ...(carrier ? { message: messagePayload(world, carrier) } : {}),
    ...place,
    context: contextOf[channel?.kind ?? 'text'],
    authorizing_integration_owners: authorizingOwners(world, interaction),
    locale: person.locale,
    app_permissions: appPermissionsIn(channel),
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: mostFileBytes,
  };
}
