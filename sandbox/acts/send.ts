import { interactionPayload } from '../gateway/interaction-payload.ts';
import type { ActResult } from '../view.ts';
import { notify } from '../world/notices.ts';
import { type Interaction, threeSeconds, type World } from '../world/world.ts';

type Draft = Pick<Interaction, 'type' | 'personId' | 'channelId'> &
  Partial<Pick<Interaction, 'command' | 'carrierId' | 'opener'>>;

/** What Discord's client says when no answer came in time, by interaction type. */
const silence: Record<Interaction['type'], string | null> = {
  2: 'The application did not respond',
  3: 'This interaction failed',
  4: null,
  5: 'Something went wrong. Try again.',
};

/** Tells the bot what a person did, and waits for its first answer or for the three seconds to be over. */
export function send(world: World, draft: Draft, data: unknown): Promise<ActResult> {
  const { promise, resolve } = Promise.withResolvers<ActResult>();
  const id = world.newId();
  let hasFailed = false;
  const interaction: Interaction = {
    command: null,
    carrierId: null,
    opener: null,
    ...draft,
    id,
    token: Buffer.from(`interaction:${id}:sandbox`).toString('base64url'),
    at: world.clock.now(),
    response: null,
    originalId: null,
    made: new Set(),
    settle(choices) {
      callOff();
      resolve(choices ? { ok: true, choices } : { ok: true });
    },
    fail() {
      callOff();
      if (interaction.response !== null || hasFailed) return;
      hasFailed = true;
      const text = silence[interaction.type];
      const { personId, channelId, carrierId } = interaction;
      if (text) notify(world, personId, { channelId, text, messageId: carrierId });
      resolve(interaction.type === 4 ? { ok: true, choices: [] } : { ok: true });
    },
    reading: Promise.resolve(),
  };
  const callOff = world.clock.at(interaction.at + threeSeconds + 1, () => interaction.fail());
  world.interactions.set(interaction.token, interaction);
  interaction.reading = world.bring(interaction, interactionPayload(world, interaction, data));
  return promise;
}
