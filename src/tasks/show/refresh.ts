import { findCard } from '../../store/cards.ts';
import type { Parts } from '../parts.ts';
import { readFinished } from '../session/finished.ts';
import { readUnderway } from '../session/read.ts';
import { isActive } from '../session/rules.ts';
import { isReadable } from '../session/session.ts';
import { activeView, endedView } from './ended.ts';
import { lineView } from './line.ts';

/** Brings the last message that showed a task up to date, if Discord still lets us; nobody has clicked for it. */
export async function refreshCard(
  parts: Pick<Parts, 'db' | 'rules' | 'clock' | 'translator' | 'edit'>,
  taskId: string,
) {
  const now = parts.clock.now();
  const place = await findCard(parts.db, taskId, now);
  if (!place) return;
  const words = parts.translator.words(place.locale);
  if (place.collapsed === 1) {
    const found = await readFinished(parts.db, taskId);
    if (found?.session.state === 'done')
      return await parts.edit(place, lineView(found.session, found.entered, words));
  }
  const found = await readUnderway(parts.db, taskId);
  if (!found) return;
  const { session, stored } = found;
  const context = { words, rules: parts.rules };
  const view =
    isReadable(session) && isActive(session, now)
      ? activeView(session, stored, context)
      : endedView(session, stored, context, { isFresh: true });
  await parts.edit(place, view);
}
