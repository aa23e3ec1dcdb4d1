import type { Clock } from '../clock.ts';

/** Tells once of each interaction that it is new; afterwards it is not. */
export type IsNew = (interactionId: string) => Promise<boolean>;

/**
 * Remembers interactions in memory, each for at least `ms`: what is older is refused for its age. Two generations of
 * ids, of which the older one is dropped whole, so that forgetting costs nothing.
 */
export function rememberInteractions(clock: Clock, ms: number): IsNew {
  let since = clock.now();
  let young = new Set<string>();
  let old = new Set<string>();
  return async (id) => {
    if (clock.now() - since >= ms) {
      [old, young, since] = [young, new Set(), clock.now()];
    }
    if (young.has(id) || old.has(id)) return false;
    young.add(id);
    return true;
  };
}
