import type { Channel, World } from './world.ts';

/** The server a channel is on; undefined for a private one. */
export function guildOf(world: World, { kind, server }: Channel): { id: string; name: string } | undefined {
  return server ?? (kind === 'text' ? world.guild : undefined);
}
