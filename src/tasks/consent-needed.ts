import type { TaskFilter } from './task-filter.ts';

/** Somebody has not agreed to the consent text as it is now; `filter` is what they get to do once they have. */
export class ConsentNeeded extends Error {
  override name = 'ConsentNeeded';
  readonly filter: TaskFilter;

  constructor(filter: TaskFilter) {
    super('consent is needed');
    this.filter = filter;
  }
}
