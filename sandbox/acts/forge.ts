import type { ActResult } from '../view.ts';
import type { World } from '../world/world.ts';
import { Impossible } from './impossible.ts';
import { send } from './send.ts';

/** A click or a submitted form as only a tampered client could send it. */
export type Forgery = { messageId: string; customId: string } & (
  | { values?: string[] }
  | { components: object[] }
);

/** Sends it as it is: whose message it names and what the message holds is not looked at. */
export function forge(world: World, personId: string, forgery: Forgery): Promise<ActResult> {
  const carrier = world.messages.get(forgery.messageId);
  if (!carrier) throw new Impossible('There is no such message');
  const { customId: custom_id } = forgery;
  const isForm = 'components' in forgery;
  return send(
    world,
    { type: isForm ? 5 : 3, personId, channelId: carrier.channelId, carrierId: carrier.id },
    isForm
      ? { custom_id, components: forgery.components, resolved: {} }
      : { custom_id, component_type: forgery.values ? 3 : 2, id: 1, values: forgery.values },
  );
}
