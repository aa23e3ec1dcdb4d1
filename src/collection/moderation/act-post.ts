import { randomBytes } from 'node:crypto';
import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { rows, type View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { logChannels } from '../../store/log-channels.ts';
import { putPost } from '../../store/posts.ts';
import type { Desk } from '../desk.ts';
import { mention } from './case-view.ts';

/** What a moderator did to a person, as the log channels tell it. Discord ids, but for the ids of the backend. */
export type Deed = {
  act: 'disable' | 'enable' | 'purge' | 'merge';
  by: string;
  personId: string;
  /** Into whose account they were merged. */
  into?: string | undefined;
  reason: string;
  /** What the backend knows it by, and whom it is about, where it can be undone. */
  undo?: { actId: string; userId: string } | undefined;
  undoneBy?: string | undefined;
};

/** The name of a deed's message in one channel. */
export function postOfAct(actId: string, channelId: string): string {
  return `act:${actId}:${channelId}`;
}

/** Who did what to whom, in a sentence. */
export function didText({ act, by, personId, into = '' }: Deed, words: Words): string {
  const names = { who: mention(by), person: mention(personId), into: mention(into) };
  return words(`moderate.did_${act}`, names);
}

/** A deed in a log channel: who did what to whom and why, and how it is taken back. */
function deedView(deed: Deed, words: Words): View {
  const { reason, undo, undoneBy } = deed;
  const why =
    reason === ''
      ? []
      : [`**${words('appeal.reason')}**\n${clip(foreign(reason), { units: 900, bytes: 1_800 })}`];
  const back = undoneBy === undefined ? [] : [words('case.undone', { who: mention(undoneBy) })];
  const isOpen = undo !== undefined && undoneBy === undefined;
  return {
    embeds: [
      {
        title: words('moderate.acts'),
        color: colours.neutral,
        description: [didText(deed, words), ...why, ...back].join('\n\n'),
      },
    ],
    components: isOpen
      ? rows([{ label: words('button.undo'), id: customId('actundo', undo.actId, undo.userId) }])
      : [],
  };
}

/** Tells a deed in every log channel, or that it was taken back. */
export async function showDeed(parts: Desk, deed: Deed): Promise<void> {
  const { db, clock, translator, posting, isTrusted } = parts;
  const channels = await logChannels(db, isTrusted);
  if (channels.length === 0) return;
  const actId = deed.undo?.actId ?? randomBytes(8).toString('hex'); // told once and for all
  await db.transaction().execute(async (tx) => {
    for (const { channelId, locale } of channels) {
      const payload = deedView(deed, translator.words(locale));
      const id = postOfAct(actId, channelId);
      await putPost(tx, { id, channelId, payload, whenDeleted: 'recreate' }, clock.now());
    }
  });
  posting.wake();
}
