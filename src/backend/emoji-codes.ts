/** What a message can be given; the last three mark that somebody skipped it for one purpose. */
export const emojiCodes = [
  '+1',
  '-1',
  'red_flag',
  '100',
  'rofl',
  'clap',
  'diamond',
  'heart_eyes',
  'disappointed',
  'poop',
  'skull',
  '_skip_reply',
  '_skip_ranking',
  '_skip_labeling',
] as const;
export type EmojiCode = (typeof emojiCodes)[number];
