import type { ChannelState } from '../../discord/calls/channel-state.ts';
import { listed } from '../../locales/join.ts';
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
export function inWords({ id, state, standing, tested = false }: ChannelNote, words: Words): string {
  const channel = `<#${id}>`;
  const trouble = (problem: string) => `⚠️ ${words('setup.trouble', { channel, problem })}`;
  if (state.is !== 'usable') return trouble(words(`setup.is_${state.is}`));
  if (state.missing.length > 0) {
    const rights = listed(
      state.missing.map((right) => `**${words(`setup.right_${right}` as const)}**`),
      words,
    );
    return trouble(words('setup.lacks', { rights }));
  }
  if (standing === 'soon') return words('setup.soon', { channel });
  if (standing === undefined || standing === 'shown')
    return `✅ ${words(tested ? 'setup.tested' : 'setup.fine', { channel })}`;
  return trouble(failureInWords(standing, words));
}

/** Why a message could not be brought into a channel. */
export function failureInWords(failure: Exclude<Standing, 'shown' | 'soon'>, words: Words): string {
  return words(`setup.failed_${failure}` as const);
}
