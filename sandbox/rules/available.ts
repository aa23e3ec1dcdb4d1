import type { APIApplicationCommand, ApplicationIntegrationType } from 'discord-api-types/v10';
import type { ChannelView } from '../view.ts';

/** Interaction contexts, as commands name them: 0 a server, 1 direct messages with the bot, 2 other private channels. */
export const contextOf: Readonly<Record<ChannelView['kind'], number>> = {
  text: 0,
  elsewhere: 0,
  dm: 1,
  group: 2,
};

/** Whether the bot is in such a channel; where it is not, only those who added it to themselves can use it. */
export function botIsIn(kind: ChannelView['kind']): boolean {
  return kind === 'text' || kind === 'dm';
}

/** Whether somebody can use a command in such a channel. `installed`: they have added the bot to themselves. */
export function isAvailable(
  command: APIApplicationCommand,
  kind: ChannelView['kind'],
  installed: boolean,
): boolean {
  if (command.guild_id) return kind === 'text';
  const { integration_types, contexts, dm_permission } = command;
  const types: readonly ApplicationIntegrationType[] = integration_types ?? [0];
  const reached = (types.includes(0) && botIsIn(kind)) || (types.includes(1) && installed);
  const allowed = contexts ? contexts.includes(contextOf[kind]) : kind !== 'dm' || dm_permission !== false;
  return reached && allowed;
}
