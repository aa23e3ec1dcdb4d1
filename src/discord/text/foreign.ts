import { blockAtEnd, closing } from './fences.ts';
import { printable } from './text.ts';

/**
 * Nobody sees it, Discord's Markdown stumbles over it, and no cut comes between it and the character before it: U+034F,
 * the combining grapheme joiner, extends that character's grapheme cluster.
 */
const JOINER = '\u034f';

// Each is looked for anywhere, in code as well: there as elsewhere the joiner is not seen, and where it is not needed it
// does no harm. None can begin a second time inside its own match, so that the work is linear in the text's length.
const rules: readonly (readonly [RegExp, string])[] = [
  [/#(?=[^\S\n])/g, `#${JOINER}`], // headings, and small print
  [/\](?=\()/g, `]${JOINER}`], // links that show other words than where they lead
  [/<(?!https?:\/\/|\u034f)/g, `<${JOINER}`], // mentions, commands, emoji, times, places of the server
  [/@(?=everyone|here)/g, `@${JOINER}`],
  [/(discord(?:app)?)(?=\.(?:gg|com\/invite)\/)/gi, `$1${JOINER}`], // invites
  [/(?<=`{3})ansi(?=\n)/gi, 'text'], // blocks that are coloured by control characters
];

const directions = /[\u202a-\u202e\u2066-\u2069]/g;

/** The text with what overrides, embeds or isolates the direction of letters made visible, for where nothing else is read as a sign. */
export function directed(text: string): string {
  return text.replace(directions, '\ufffd');
}

/**
 * Somebody's words in the form in which they are shown to others: printable, with what could pass for the bot's own
 * words, a link's true target or a token of Discord's made plain, and an open code block closed. Bold, italics, lists,
 * quotes and code stay as they were meant. Applying it twice changes nothing.
 */
export function foreign(text: string): string {
  const plain = rules.reduce(
    (rest, [pattern, made]) => rest.replace(pattern, made),
    directed(printable(text)),
  );
  return blockAtEnd(plain) === undefined ? plain : plain + closing;
}
