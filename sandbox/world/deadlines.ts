import { flag } from '../rules/flags.ts';
import { notify } from './notices.ts';
import { fifteenMinutes, type Interaction, type World } from './world.ts';

/** After 15 minutes Discord's client stops showing "thinking" and says that nothing came. */
export function expireThinking(world: World, interaction: Interaction): void {
  world.clock.at(interaction.at + fifteenMinutes, () => {
    const message = world.messages.get(interaction.originalId ?? '');
    if (!message || (message.flags & flag.loading) === 0) return;
    const { id: messageId, channelId } = message;
    notify(world, interaction.personId, { channelId, text: 'The application did not respond', messageId });
  });
}
