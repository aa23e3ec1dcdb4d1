import { isRefused } from '../../oasst/errors.ts';
import { findBan, noteBan, takeBackBan } from '../../store/bans.ts';
import type { Desk } from '../desk.ts';

/**
 * Has the backend keep somebody out, once the reason is noted: nobody is ever turned away without one. Where the backend
 * refuses, the reason is taken back, and nobody reads of a ban that there is not.
 * @throws what `keepOut` throws
 */
export async function withReason<T>(
  { db, clock }: Pick<Desk, 'db' | 'clock'>,
  ban: { personId: string; reason: string; by: string },
  keepOut: () => Promise<T>,
): Promise<T> {
  const before = await findBan(db, ban.personId);
  const notedAt = clock.now();
  await noteBan(db, ban, notedAt);
  try {
    return await keepOut();
  } catch (error) {
    if (isRefused(error)) await takeBackBan(db, ban.personId, { notedAt, before });
    throw error;
  }
}
