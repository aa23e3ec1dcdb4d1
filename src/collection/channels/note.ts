import type { ChannelState } from '../../discord/calls/channel-state.ts';
import type { Words } from '../../locales/words.ts';

/** How far a message in a channel is: it stands there, comes later, or could not be brought there. */
export type Standing = 'shown' | 'soon' | 'no_permission' | 'no_channel' | 'refused';

/** A channel that was chosen: what it is to the bot, and how far the message is that belongs there. */
export type ChannelNote = {
  id: string;
  state: ChannelState;
  standing: Standing | undefined;
  /** A test message was written there just now. */
  tested?: boolean;
};

/** A channel in words, and what to mend. */
export function inWords(note: ChannelNote, words: Words): string {
  const channel = `<#${note.id}>`;
  const problem = problemIn(note, words);
  if (problem !== undefined) return `⚠️ ${words('setup.trouble', { channel, problem })}`;
  if (note.standing === 'soon') return words('setup.soon', { channel });
  return `✅ ${words(note.tested ? 'setup.tested' : 'setup.fine', { channel })}`;
}

/** What has to be mended about a channel, in words; undefined where nothing has to. */
export function problemIn({ state, standing }: Omit<ChannelNote, 'id'>, words: Words): string | undefined {
  if (state.is !== 'usable') return words(`setup.is_${state.is}`);
  if (state.missing.length > 0) {
    const rights = state.missing.map((right) => `**${words(`setup.right_${right}` as const)}**`);
    return words('setup.lacks', { rights });
  }
  if (standing === undefined || standing === 'shown' || standing === 'soon') return undefined;
  return words(`setup.failed_${standing}` as const);
}
