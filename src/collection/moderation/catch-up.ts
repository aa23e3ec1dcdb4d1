import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { type Ban, banOfAppeal, openAppeals } from '../../store/bans.ts';
import { type Case, markShown, reportsOn, settledOpenCases } from '../../store/cases.ts';
import { type LogChannel, markCaughtUp } from '../../store/log-channels.ts';
import { putPost } from '../../store/posts.ts';
import type { Desk } from '../desk.ts';
import { appealView, postOfAppeal } from './appeal-view.ts';
import { caseView, MOST_REPORTS } from './case-view.ts';
import { factsOf, postOf } from './show-case.ts';

/** So much of what is open is brought into a channel that was chosen late; where the rest is found, it is told. */
const MOST_CASES = 20;
const MOST_APPEALS = 10;

type Parts = Pick<Desk, 'db' | 'oasst' | 'clock' | 'translator' | 'posting'>;

/**
 * Brings what was open when a log channel was chosen into it, once: reports that nobody has decided about and appeals that
 * nobody has answered, those that have waited longest.
 * @throws OasstError when the backend cannot be asked; the channel stays to be caught up
 */
export async function catchUp(parts: Parts, channel: LogChannel): Promise<void> {
  const { db, clock, translator, posting } = parts;
  const words = translator.words(channel.locale);
  const { cases, total } = await settledOpenCases(db, MOST_CASES);
  const { appeals, total: totalAppeals } = await openAppeals(db, MOST_APPEALS);
  const shown: { known: Case; view: View }[] = [];
  for (const known of cases) shown.push({ known, view: await viewOf(parts, known, words) });
  const now = clock.now();
  const { channelId } = channel;
  await db.transaction().execute(async (tx) => {
    if (!(await markCaughtUp(tx, channel, now))) return;
    const put = (id: string, payload: unknown) =>
      putPost(tx, { id, channelId, payload, whenDeleted: 'recreate' }, now);
    const text = moreText({ total, totalAppeals }, words);
    if (text !== '') await put(`backlog:${now}:${channelId}`, notice(text));
    for (const { known, view } of shown)
      if (await markShown(tx, known)) await put(postOf(known.id, channelId), view);
    for (const ban of appeals)
      if (await isStillOpen(tx, ban))
        await put(postOfAppeal(ban.appeal_id ?? '', channelId), appealView(ban, words));
  });
  posting.wake();
}

async function viewOf(parts: Parts, known: Case, words: Words) {
  const facts = await factsOf(parts, known.message_id);
  return caseView(known, facts, await reportsOn(parts.db, known.message_id, MOST_REPORTS + 1), words);
}

/** Whoever has answered an appeal since brings it into every channel themselves. */
async function isStillOpen(tx: Desk['db'], { appeal_id }: Ban): Promise<boolean> {
  return appeal_id !== null && (await banOfAppeal(tx, appeal_id))?.answer === null;
}

/** What there is beyond what is brought there, and where it is found; empty when that is nothing. */
function moreText({ total, totalAppeals }: { total: number; totalAppeals: number }, words: Words): string {
  return [
    ...(total > MOST_CASES ? [words('backlog.reports', { count: total, most: MOST_CASES })] : []),
    ...(totalAppeals > MOST_APPEALS
      ? [words('backlog.appeals', { count: totalAppeals, most: MOST_APPEALS })]
      : []),
  ].join('\n\n');
}
