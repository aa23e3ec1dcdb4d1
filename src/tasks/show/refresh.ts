import type { View } from '../../discord/view.ts';
import { type CardPlace, findCard, type Whereabouts } from '../../store/cards.ts';
import type { Parts } from '../parts.ts';
import { readFinished } from '../session/finished.ts';
import { readUnderway, type Underway } from '../session/read.ts';
import { isActive } from '../session/rules.ts';
import { isReadable, type StoredSession } from '../session/session.ts';
import { activeView, endedView } from './ended.ts';
import { lineView } from './line.ts';
import { sentView } from './sent.ts';
import { thanksAgain } from './thanks.ts';

type RefreshParts = Pick<
  Parts,
  'db' | 'rules' | 'clock' | 'translator' | 'edit' | 'openWork' | 'campaigns' | 'offers'
>;

/** A task where it was last shown, and what there is to be shown there. */
type Shown = { place: CardPlace & Whereabouts; under: Underway };

/**
 * Brings the last message that showed a task up to date, if Discord still lets us; nobody has clicked for it. Its person
 * may go on while this is made or under way, and then what was read before would take the place of what they see: so it
 * is looked at again before it goes out, and once more when it is there.
 */
export async function refreshCard(parts: RefreshParts, taskId: string): Promise<void> {
  let left: Shown | undefined;
  for (;;) {
    const shown = await readShown(parts, taskId);
    if (!shown || (left && isSame(left, shown))) return;
    const view = await viewNow(parts, shown);
    const now = await readShown(parts, taskId);
    if (!now || !isSame(shown, now)) continue;
    await parts.edit(shown.place, view);
    left = shown;
  }
}

async function readShown({ db, clock }: RefreshParts, taskId: string): Promise<Shown | undefined> {
  const place = await findCard(db, taskId, clock.now());
  if (!place) return undefined;
  if (place.collapsed === 1) {
    const finished = await readFinished(db, taskId);
    if (finished && isLine(place, finished.session))
      return {
        place,
        under: { session: finished.session, stored: finished.entered, draftVersion: undefined },
      };
  }
  const under = await readUnderway(db, taskId);
  return under && { place, under };
}

/** One line is left of it; what came back, or ended otherwise, is shown in full even there. */
function isLine({ collapsed }: CardPlace, { state }: StoredSession): boolean {
  return collapsed === 1 && (state === 'done' || state === 'sending');
}

function isSame(one: Shown, other: Shown): boolean {
  const key = ({ place, under }: Shown) => [
    place.message_id,
    place.collapsed,
    under.session.state,
    under.draftVersion,
  ];
  return key(one).join() === key(other).join();
}

async function viewNow(parts: RefreshParts, { place, under }: Shown): Promise<View> {
  const { session, stored } = under;
  const words = parts.translator.words(place.locale);
  if (isLine(place, session)) return lineView(session, stored, words);
  const context = { words, rules: parts.rules };
  if (isReadable(session) && isActive(session, parts.clock.now()))
    return activeView(session, stored, context);
  if (session.state !== 'done') return endedView(session, stored, context, { isFresh: true });
  return sentView(session, stored, words, await thanksAgain(parts, place, session));
}
