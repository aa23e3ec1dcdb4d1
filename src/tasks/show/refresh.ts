import type { View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { findCard, type Whereabouts } from '../../store/cards.ts';
import type { Parts } from '../parts.ts';
import { readFinished } from '../session/finished.ts';
import { readUnderway, type Underway } from '../session/read.ts';
import { isActive } from '../session/rules.ts';
import { isReadable } from '../session/session.ts';
import { activeView, endedView } from './ended.ts';
import { lineView } from './line.ts';
import { sentView } from './sent.ts';
import { thanksAgain } from './thanks.ts';

/** Brings the last message that showed a task up to date, if Discord still lets us; nobody has clicked for it. */
export async function refreshCard(
  parts: Pick<Parts, 'db' | 'rules' | 'clock' | 'translator' | 'edit' | 'openWork' | 'campaigns' | 'offers'>,
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
  await parts.edit(place, await viewNow(parts, place, found, words));
}

async function viewNow(
  parts: Parameters<typeof refreshCard>[0],
  seen: Whereabouts,
  { session, stored }: Underway,
  words: Words,
): Promise<View> {
  const context = { words, rules: parts.rules };
  if (isReadable(session) && isActive(session, parts.clock.now()))
    return activeView(session, stored, context);
  if (session.state !== 'done') return endedView(session, stored, context, { isFresh: true });
  return sentView(session, stored, words, await thanksAgain(parts, seen, session));
}
