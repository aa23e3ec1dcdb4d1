import type { Clock } from '../../clock.ts';
import { UserError } from '../../locales/user-error.ts';
import { type CaseClaim, claimCase, endClaim } from '../../store/case-claims.ts';
import { type Case, findCase } from '../../store/cases.ts';
import type { Desk } from '../desk.ts';

/** How often it is looked whether somebody who was quicker is done. */
const LOOK_EVERY_MS = 200;
/** How often at most: as long as a call to a backend may take. */
const LOOKS = 50;

/**
 * Changes a case while nobody else can, so that the backend is asked to do what one of several moderators has decided. Who
 * was slower waits until it is done; where that failed, it is their turn.
 * @throws UserError (`case.changed`) when the case is not as it was known any more
 */
export async function oneDecides(
  { db, clock }: Pick<Desk, 'db' | 'clock'>,
  known: Case,
  change: () => Promise<void>,
): Promise<void> {
  const claim = await claimed(db, clock, known);
  try {
    await change();
  } finally {
    await endClaim(db, claim);
  }
}

async function claimed(db: Desk['db'], clock: Clock, known: Case): Promise<CaseClaim> {
  for (let look = 0; look < LOOKS; look += 1) {
    const claim = await claimCase(db, known, clock.now());
    if (claim) return claim;
    if ((await findCase(db, known.id))?.version !== known.version) break;
    await new Promise<void>((resolve) => void clock.after(LOOK_EVERY_MS, resolve));
  }
  throw new UserError('case.changed');
}
