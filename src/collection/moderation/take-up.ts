import type { LookAtChannel } from '../../discord/calls/channel-state.ts';
import { brokenOff, type LogChannel, takeUpAgain } from '../../store/log-channels.ts';
import type { Desk } from '../desk.ts';

/**
 * Looks at the log channels into which something could not be brought: one that has all its rights again is caught up like
 * one that was just chosen, with the next look at the cases.
 */
export async function takeUpMended(
  { db, clock, lookAtChannel }: Pick<Desk, 'db' | 'clock'> & { lookAtChannel: LookAtChannel },
  channels: readonly LogChannel[],
): Promise<void> {
  for (const channel of await brokenOff(db, channels)) {
    const state = await lookAtChannel(channel.serverId, channel.channelId);
    if (state.is === 'usable' && state.missing.length === 0) await takeUpAgain(db, channel, clock.now());
  }
}
