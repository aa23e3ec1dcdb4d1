import type { WordKey } from './words.ts';

/** Something a person did that cannot be done, in words made for them. */
export class UserError extends Error {
  override name = 'UserError';
  readonly key: WordKey;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(key: WordKey, values: Readonly<Record<string, string | number>> = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}
