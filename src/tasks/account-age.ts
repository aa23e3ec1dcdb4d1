import { snowflakeTime } from '../discord/snowflake.ts';
import { stamp } from '../discord/text/stamp.ts';
import { UserError } from '../locales/user-error.ts';
import type { Parts } from './parts.ts';

const DAY_MS = 24 * 60 * 60_000;

/** @throws UserError for somebody whose Discord account is younger than the rules ask, with the moment from which on it is not */
export function mustBeOldEnough(
  { rules, clock }: Pick<Parts, 'rules' | 'clock'>,
  { id }: { id: string },
): void {
  if (rules.minAccountAgeDays === 0) return;
  const from = snowflakeTime(id) + rules.minAccountAgeDays * DAY_MS;
  if (clock.now() < from) throw new UserError('problem.young_account', { at: stamp(from, 'R') });
}
