import { emojiCodes as reactions } from '../../oasst/requests.ts';

/** What a message can be given: what people choose, and the marks that somebody skipped it for one purpose. */
export const emojiCodes = [...reactions, '_skip_reply', '_skip_ranking', '_skip_labeling'] as const;
export type EmojiCode = (typeof emojiCodes)[number];
