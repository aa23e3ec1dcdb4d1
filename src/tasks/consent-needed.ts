import type { Consent } from './show/consent.ts';
import type { TaskFilter } from './task-filter.ts';

/**
 * Somebody has not agreed to the consent text as it is now; which is `consent`; `filter` is what they get to do once they
 * have.
 */
export class ConsentNeeded extends Error {
  override name = 'ConsentNeeded';
  readonly filter: TaskFilter;
  readonly consent: Consent;

  constructor(filter: TaskFilter, consent: Consent) {
    super('consent is needed');
    this.filter = filter;
    this.consent = consent;
  }
}
