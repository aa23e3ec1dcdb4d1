import { findCard } from '../../store/cards.ts';
import { readDraft } from '../../store/drafts.ts';
import { readSession } from '../../store/sessions.ts';
import type { Parts } from '../parts.ts';
import { activeView, endedView, isActive } from './ended.ts';

/** Brings the last message that showed a task up to date, if Discord still lets us; nobody has clicked for it. */
export async function refreshCard(
  parts: Pick<Parts, 'db' | 'rules' | 'clock' | 'translator' | 'edit'>,
  taskId: string,
) {
  const now = parts.clock.now();
  const place = await findCard(parts.db, taskId, now);
  const session = place && (await readSession(parts.db, taskId));
  if (!session) return;
  const context = { words: parts.translator.words(place.locale), rules: parts.rules };
  const stored = await readDraft(parts.db, taskId);
  const view = isActive(session, now)
    ? activeView(session, stored, context)
    : endedView(session, stored, context, true);
  await parts.edit(place, view);
}
