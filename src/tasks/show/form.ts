import { type APITextDisplayComponent, ComponentType } from 'discord-api-types/v10';
import { modalLimits } from '../../discord/limits/limits.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { sizeOf } from '../../discord/text/text.ts';
import type { Modal } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { hasVisible } from '../../text.ts';
import type { AnyKind, CardText, TaskScene } from '../kind.ts';

/** Stands where a text goes on that did not fit. */
const CUT = ' ✂️';

/**
 * The form behind a button of a task, with what it is about above its inputs: phones show a form over the card. Undefined
 * for a kind without forms.
 */
export function formView(
  kind: AnyKind,
  scene: TaskScene,
  argument: string,
  nonce: string,
): Modal | undefined {
  const form = kind.form?.(scene, argument, nonce);
  if (!form) return undefined;
  const about = kind.texts(scene).at(-1);
  const { words, task } = scene;
  return beginningWith(about ? quoted(about, words) : textDisplay(words(`instruction.${task.type}`)), form);
}

/** A form with a text above its inputs, where these leave it a place. */
export function beginningWith(text: APITextDisplayComponent, form: Modal): Modal {
  if (form.components.length >= modalLimits.components) return form;
  return { ...form, components: [text, ...form.components] };
}

/** Somebody's words under their name, as a quotation, so that none of them can pass for the form's own; clipped. */
export function quoted(
  { name, text }: Pick<CardText, 'name' | 'text'>,
  words: Words,
): APITextDisplayComponent {
  const plain = foreign(text).trim();
  const head = `**${name}**\n>>> `;
  const { units, bytes } = sizeOf(head);
  const room = { units: modalLimits.text - units, bytes: modalLimits.textBytes - bytes };
  return textDisplay(head + clip(hasVisible(plain) ? plain : words('speaker.empty'), room, CUT));
}

function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}
