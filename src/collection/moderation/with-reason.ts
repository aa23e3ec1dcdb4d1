import { isRefused } from '../../oasst/errors.ts';
import type { Act } from '../../oasst/moderation.ts';
import type { FrontEndUser } from '../../oasst/people.ts';
import { liftBan, noteActOfBan, noteBan, renewBan, takeBackBan, undoBan } from '../../store/bans.ts';
import type { Desk } from '../desk.ts';

/**
 * Has the backend keep somebody out, once the reason is noted: nobody is ever turned away without one. Where the backend
 * refuses, the reason is taken back, and nobody reads of a ban that there is not.
 * @throws what `keepOut` throws
 */
export async function withReason(
  { db, clock }: Pick<Desk, 'db' | 'clock'>,
  ban: { personId: string; reason: string; by: string },
  keepOut: () => Promise<Act | undefined>,
): Promise<Act | undefined> {
  const notedAt = clock.now();
  await noteBan(db, ban, notedAt);
  try {
    const act = await keepOut();
    if (act) await noteActOfBan(db, ban.personId, { notedAt, actId: act.id });
    return act;
  } catch (error) {
    if (isRefused(error)) await takeBackBan(db, ban.personId, notedAt);
    throw error;
  }
}

/** Notes that an act about a person is undone, and whether they may work since: what they were told before holds again. */
export async function withoutReason(
  { db, clock }: Pick<Desk, 'db' | 'clock'>,
  { id: actId, act }: Pick<Act, 'id' | 'act'>,
  { id, enabled }: Pick<FrontEndUser, 'id' | 'enabled'>,
): Promise<void> {
  await undoBan(db, id, actId);
  if (enabled) await liftBan(db, id, clock.now());
  else if (act === 'enable') await renewBan(db, id);
}
