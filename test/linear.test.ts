import { describe, expect, test } from 'vitest';
import { clip } from '../src/discord/text/clip.ts';
import { blockAtEnd } from '../src/discord/text/fences.ts';
import { foreign } from '../src/discord/text/foreign.ts';
import { inline, quoted } from '../src/discord/text/inline.ts';
import { withoutMarkup } from '../src/discord/text/markup.ts';
import { paginate } from '../src/discord/text/pages.ts';
import { shorten } from '../src/discord/text/shorten.ts';
import { printable } from '../src/discord/text/text.ts';
import { shapeOf } from '../src/min-hash.ts';
import { nameKey } from '../src/oasst/campaigns.ts';
import { lookAlikeKey } from '../src/oasst/look-alike.ts';
import { soundsLikeChatbot } from '../src/tasks/second-look/chatbots.ts';
import { personalIn } from '../src/tasks/second-look/personal.ts';
import { toDetect } from '../src/tasks/second-look/wrong-language.ts';
import { forTerminal } from '../src/terminal.ts';
import { codePoints, hasVisible, stripBlanks, wordsOf } from '../src/text.ts';

// What looks at a text once takes milliseconds for each of these; what looks at it once for each of its characters would
// look 10^11 times, and come to no end within the time that a test has. No clock is read.

/** A text of the longest body that is taken at all, over four. */
const LENGTH = 2 ** 18;

const room = { units: 4_000, bytes: 8_000 };
const works: Readonly<Record<string, (text: string) => unknown>> = {
  stripBlanks,
  hasVisible,
  wordsOf,
  codePoints,
  lookAlikeKey,
  nameKey,
  printable,
  foreign,
  blockAtEnd,
  forTerminal,
  shapeOf,
  soundsLikeChatbot,
  personalIn,
  toDetect,
  clip: (text) => clip(text, room),
  withoutMarkup,
  inline: (text) => inline(text, room),
  quoted: (text) => quoted(text, room),
  shorten: (text) => shorten(text, room),
  paginate: (text) => paginate(text, room, '–'),
};

/** What makes a pattern begin anew at each place, or never come to its end. */
const pieces = [
  ' ',
  '\n',
  'a',
  '1',
  '1 ',
  '4',
  '4 ',
  '4.',
  'DE89 ',
  'sk-',
  '-',
  '.',
  '@',
  'a@',
  'a.',
  'a@a.',
  '#',
  '[',
  '](',
  '<',
  '<@',
  '`',
  '```\n',
  '*',
  '**a ',
  '_a_ ',
  '~~a',
  '\\',
  '- ',
  '[a](',
  '|',
  '> ',
  '\u200b',
  '\u0301',
  '\u202e',
  '\ud83d',
  '😀',
  '漢',
  'http://',
  'sk-',
  'DE',
  '+49 ',
  'as an AI ',
  '{{',
  '\x1b[',
];

describe.each(Object.entries(works))('%s looks at a text once', (_name, work) => {
  test.each(pieces)('of nothing but %j, and of that with something around it', (piece) => {
    const long = piece.repeat(LENGTH / piece.length);
    for (const text of [long, `x${long}x`, `${long}\n`, `x ${long}`]) expect(() => work(text)).not.toThrow();
  });
});
