import type { APIEmbed } from 'discord-api-types/v10';
import { embedLimits } from '../../discord/limits/limits.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { holds, type Size, sizeOf } from '../../discord/text/text.ts';
import type { ConversationMessage } from '../../oasst/protocol.ts';
import { hasVisible } from '../../text.ts';

/** Who is speaking, told apart by more than colour: the name begins with a sign of its own. Colour is 0xRRGGBB. */
export interface Speaker {
  name: string;
  colour: number;
}

/** One message ready to be shown: its text as others may see it, without outer blanks, or a placeholder; its name clipped. */
export interface Turn extends Speaker {
  text: string;
}

/** What `turnsOf` needs besides the messages; all words come from the caller. */
export interface TurnOptions {
  speaker: (message: ConversationMessage, index: number) => Speaker;
  /** Stands for a message in which there is nothing to see. */
  placeholder: string;
}

/** The messages as turns, in their order. */
export function turnsOf(messages: readonly ConversationMessage[], options: TurnOptions): Turn[] {
  return messages.map((message, index) => {
    const { name, colour } = options.speaker(message, index);
    const text = foreign(message.text).trim(); // Discord trims embeds: counted blanks would only cost room
    return {
      name: clip(name, { units: embedLimits.author }),
      colour,
      text: hasVisible(text) ? text : options.placeholder,
    };
  });
}

/** A turn as an embed of its own, its text clipped to the share it got. */
export function turnEmbed({ name, colour, text }: Turn, share: Size): APIEmbed {
  return { author: { name }, color: colour, description: clip(text, share) };
}

/** Whether a turn's text is whole in its share. */
export function isWhole({ text }: Turn, share: Size): boolean {
  return holds(share, sizeOf(text));
}
