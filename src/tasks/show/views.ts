import { controlId, NO_TASK } from '../../discord/control-id.ts';
import { embedLimits, messageLimits } from '../../discord/limits/limits.ts';
import { clip } from '../../discord/text/clip.ts';
import { type Button, rows, type View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { colours } from './speakers.ts';

/** A few sentences, and what can be done next. */
export function notice(text: string, buttons: readonly Button[] = [], title?: string): View {
  return {
    embeds: [{ ...(title ? { title } : {}), description: text, color: colours.neutral }],
    components: rows(buttons),
  };
}

/** Sentences above the person's own words, which are shown whole as far as any message can carry them. */
export function givenBack(
  text: string,
  own: string | undefined,
  words: Words,
  buttons: readonly Button[],
): View {
  const view = notice(text, buttons);
  if (!own) return view;
  const room = { units: embedLimits.description, bytes: messageLimits.bytes - Buffer.byteLength(text) - 100 };
  const description = clip(own, room);
  return {
    ...view,
    embeds: [...view.embeds, { author: { name: words('speaker.yours') }, description, color: colours.own }],
  };
}

/** The buttons after a task is finished: another of the same wish, or enough for now. */
export function nextOrStop(words: Words, taskId: string, requested: string): Button[] {
  return [
    { label: words('button.next'), id: controlId('next', taskId, requested), style: 'primary' },
    { label: words('button.stop'), id: controlId('stop', NO_TASK) },
  ];
}
