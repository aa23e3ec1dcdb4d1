import { emojiCodes as reactions } from '../../oasst/requests.ts';

/** What a message can be given: what people choose, and the marks that somebody skipped it for one purpose. */
export const storedEmojiCodes = [...reactions, '_skip_reply', '_skip_ranking', '_skip_labeling'] as const;
export type StoredEmojiCode = (typeof storedEmojiCodes)[number];
