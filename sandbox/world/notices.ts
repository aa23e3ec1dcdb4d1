import type { World } from './world.ts';

/** Shows one person a line of Discord's own, as its client does when an answer does not come. */
export function notify(
  world: World,
  personId: string,
  notice: { channelId: string; text: string; messageId: string | null },
): void {
  world.notices.set(personId, [...(world.notices.get(personId) ?? []), { id: world.newId(), ...notice }]);
  world.changed([personId]);
}

/** Takes a person's notices away: they last until the person does something. */
export function clearNotices(world: World, personId: string): void {
  if (world.notices.get(personId)?.length) world.changed([personId]);
  world.notices.delete(personId);
}
