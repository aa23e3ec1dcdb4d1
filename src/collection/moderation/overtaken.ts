import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import { findCase } from '../../store/cases.ts';
import type { Desk } from '../desk.ts';
import { decisionText } from './case-view.ts';

/** Whether somebody else was quicker. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof UserError && error.key === 'case.changed';
}

/**
 * A reply about a case; where somebody else was quicker, what they decided instead.
 * @throws what `reply` throws otherwise, and where the case is open again
 */
export async function orWhatWasDecided(
  { db, translator }: Pick<Desk, 'db' | 'translator'>,
  { subject, actor }: ActionInteraction,
  as: 'message' | 'update',
  reply: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await reply();
  } catch (error) {
    const now = isOvertaken(error) ? await findCase(db, subject) : undefined;
    const words = translator.words(actor.locale);
    const decided = now && decisionText(now, words);
    if (!decided) throw error;
    return { as, view: notice(`${words('case.now')}\n\n${decided}`) };
  }
}
