import type { APIEmbed } from 'discord-api-types/v10';
import { colours } from '../../discord/colours.ts';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { embedLimits, messageLimits } from '../../discord/limits/limits.ts';
import { notice } from '../../discord/notice.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import type { Size } from '../../discord/text/text.ts';
import type { Button, View } from '../../discord/view.ts';
import { sentences } from '../../locales/sentences.ts';
import type { Words } from '../../locales/words.ts';

/** Sentences above the person's own words, which are shown whole as far as any message can carry them. */
export function givenBack(
  text: string,
  own: string | undefined,
  words: Words,
  buttons: readonly Button[],
): View {
  const view = notice(text, buttons);
  if (!own) return view;
  return {
    ...view,
    embeds: [...view.embeds, ownWords(own, words, { units: text.length, bytes: Buffer.byteLength(text) })],
  };
}

/** A person's own words, whole as far as a message can carry them that holds so much text already. */
export function ownWords(own: string, words: Words, taken: Size = { units: 500, bytes: 500 }): APIEmbed {
  const room = {
    units: Math.min(embedLimits.description, messageLimits.embedText - taken.units - 100),
    bytes: messageLimits.bytes - taken.bytes - 100,
  };
  return {
    author: { name: words('speaker.yours') },
    description: clip(foreign(own), room),
    color: colours.own,
  };
}

/** The buttons after a task is finished: another one, by the id of that button, or enough for now. */
export function nextOrStop(words: Words, nextId: string): Button[] {
  return [{ label: words('button.next'), id: nextId, style: 'primary' }, stopButton(words)];
}

/** Enough for now. */
function stopButton(words: Words): Button {
  return { label: words('button.stop'), id: customId('stop', NO_SUBJECT) };
}

/** That a task was skipped, and that the button of this label brings it back. */
export function skipNews(undo: string, words: Words): string {
  return sentences(words.locale, words('skip.done'), words('skip.hint', { undo }));
}

/** The same where no other task came in its place, with the buttons that go with it. */
export function skippedAlone(taskId: string, words: Words): { news: string; buttons: Button[] } {
  const undo = { label: words('button.undo'), id: customId('undo', taskId) };
  return { news: skipNews(undo.label, words), buttons: [undo, stopButton(words)] };
}
