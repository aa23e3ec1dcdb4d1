import type { WordKey } from './words.ts';

/** What somebody is told while their wish to be forgotten is being fulfilled, by what they wished. */
export const forgettingKeys = {
  erase: 'privacy.erasing',
  unlink: 'privacy.unlinking',
} as const satisfies Record<string, WordKey>;
