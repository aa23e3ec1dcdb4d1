import type { WordKey } from '../locales/words.ts';
import type { TaskFilter } from './task-filter.ts';

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

/** Somebody has not agreed to the consent text as it is now; `filter` is what they get to do once they have. */
export class ConsentNeeded extends Error {
  override name = 'ConsentNeeded';
  readonly filter: TaskFilter;

  constructor(filter: TaskFilter) {
    super('consent is needed');
    this.filter = filter;
  }
}
