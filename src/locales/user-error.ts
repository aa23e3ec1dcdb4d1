import type { Values, WordKey } from './words.ts';

/** Something a person did that cannot be done, in words made for them. */
export class UserError extends Error {
  override name = 'UserError';
  readonly key: WordKey;
  readonly values: Values;

  constructor(key: WordKey, values: Values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}
