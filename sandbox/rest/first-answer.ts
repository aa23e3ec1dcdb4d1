import { refusals, refused } from '../api-error.ts';
import { problem } from '../rules/problem.ts';
import { type Interaction, threeSeconds, type World } from '../world/world.ts';
import { answers } from './answers.ts';
import type { UploadedFile } from './context.ts';

const allowed: Record<Interaction['type'], number[]> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

/**
 * Takes the first answer to an interaction: in time, only once, and of a kind that fits. Its type.
 * @throws ApiError
 */
export function takeFirstAnswer(
  world: World,
  interaction: Interaction,
  body: unknown,
  files: UploadedFile[],
): number {
  if (interaction.response !== null) throw refusals.alreadyAcknowledged();
  if (world.clock.now() - interaction.at > threeSeconds) throw refusals.unknownInteraction();
  const { type } = Object(body) as { type?: number };
  const fitting = allowed[interaction.type];
  if (type === undefined || !fitting.includes(type)) {
    const message = `Value must be one of {${fitting.join(', ')}}.`;
    throw refused([problem(['type'], 'BASE_TYPE_CHOICES', message)]);
  }
  const carrier = interaction.carrierId === null ? undefined : world.messages.get(interaction.carrierId);
  if ((type === 6 || type === 7) && !carrier) throw refusals.unknownMessage();
  const settled = answers[type]?.({ world, interaction, body, files });
  interaction.response = type;
  interaction.settle(settled);
  return type;
}
