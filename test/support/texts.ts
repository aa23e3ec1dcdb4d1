import type { ConversationMessage } from '../../src/oasst/protocol.ts';
import { fc } from './same-cases.ts';

// One seed for all runs, so that no test ever depends on luck; another one here searches elsewhere.
fc.configureGlobal({ seed: 20_261_122 });

/** The longest text a backend takes, in code points. */
const LONGEST = 2_000;

const words = {
  latin: [
    'The',
    'quick',
    'brown',
    'fox,',
    'naïve',
    'Straße',
    'jumps.',
    'Really?',
    'e.g.',
    'https://example.org/a/b?c=d',
  ],
  chinese: ['今天', '天气', '很好。', '我们', '去', '公园', '散步吧！', '「真的」'],
  japanese: ['これは', 'テスト', 'です。', 'ｶﾞｷﾞ', '日本語の', '文章、'],
  thai: ['สวัสดี', 'ภาษาไทย', 'ที่นี่', 'น้ำ', 'กำลัง'],
  hindi: ['नमस्ते', 'दुनिया।', 'क्षत्रिय', 'हिन्दी', 'श्री'],
  arabic: ['مرحبا', 'بالعالم؟', '\u202bنص\u202c', '\u0600١٢', 'السلام۔'],
  hebrew: ['שלום', 'עולם.', '\u2067אבג\u2069', '\u202eהפוך', 'נִקּוּד'],
  korean: ['안녕하세요', '세계', '\u1112\u1161\u11ab', '한국어.'],
} as const;

const emoji = ['😀', '👍🏽', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🇩🇪', '🇺', '1️⃣', '❤️', '🧑🏿‍🤝‍🧑🏻', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'] as const;
const invisible = [
  '\u200b',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\u00ad',
  '\u034f',
  '\ufe0f',
  '\u2800',
  '\u3164',
  '\u0301',
] as const;
const blanks = [' ', '\n', '\t', '\r\n', '\u00a0', '\u3000', '\u2028', '\x85'] as const;
const markdown = [
  '**',
  '__',
  '||',
  '~~',
  '`',
  '``',
  '# ',
  '> ',
  '>>> ',
  '- ',
  '1. ',
  '-# ',
  '[a](https://a.b)',
  '\\',
] as const;
const mentions = [
  '@everyone',
  '<@80351110224678912>',
  '<#1>',
  '<@&2>',
  '<:name:3>',
  '<t:1618953630:R>',
  '</task:4>',
] as const;
const fences = [
  '```',
  '```js\n',
  '```c++\n',
  '\n```',
  '\n```\n',
  '````',
  '``````',
  '```\n\n',
  'let a = `1`;\n',
  '    x\n',
] as const;
const raw = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const control = fc.integer({ min: 0, max: 0x9f }).map((unit) => String.fromCharCode(unit));

/** Zalgo: one letter under a heap of combining marks, a single grapheme cluster. */
const zalgo = fc
  .tuple(
    fc.constantFrom('a', 'ا', '字'),
    fc.array(fc.constantFrom('\u0301', '\u0489', '\u0f74', '\u20dd'), { maxLength: 30 }),
  )
  .map(([base, marks]) => base + marks.join(''));

const lines = fc
  .tuple(fc.constantFrom(...Object.values(words)), fc.constantFrom(' ', '', '\n'))
  .chain(([list, between]) =>
    fc.array(fc.constantFrom(...list), { maxLength: 12 }).map((some) => some.join(between)),
  );

/** A short stretch of any kind of text. */
const piece = fc.oneof(
  { weight: 4, arbitrary: lines },
  { weight: 3, arbitrary: fc.constantFrom(...fences) },
  fc.constantFrom(...emoji),
  fc.constantFrom(...invisible),
  fc.constantFrom(...blanks),
  fc.constantFrom(...markdown),
  fc.constantFrom(...mentions),
  zalgo,
  raw,
  control,
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** Stretches one after the other, all of it repeated up to a length in code points. */
function longText(longest: number): fc.Arbitrary<string> {
  const stretch = fc.oneof(
    piece,
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  );
  const length = fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: longest }), fc.constant(longest));
  return fc
    .tuple(fc.array(fc.tuple(stretch, length), { minLength: 1, maxLength: 3 }), length)
    .map(([parts, all]) => upTo(parts.map(([text, most]) => repeated(text, most)).join(''), all));
}

function repeated(text: string, length: number): string {
  return text === '' ? '' : upTo(text.repeat(Math.ceil(length / text.length)), length);
}

function upTo(text: string, codePoints: number): string {
  return [...text].slice(0, codePoints).join('');
}

/** Texts that test what shows them hardest: full length, one kind only. */
export const extremes: readonly string[] = [
  '',
  ' ',
  '\n'.repeat(LONGEST),
  '\u200b'.repeat(LONGEST),
  '\u0301'.repeat(LONGEST),
  '😀'.repeat(LONGEST),
  '字'.repeat(LONGEST),
  'W'.repeat(LONGEST),
  '`'.repeat(LONGEST),
  `a${'\u0301'.repeat(LONGEST - 1)}`,
  '\u202e'.repeat(LONGEST),
  '\ud800'.repeat(LONGEST),
  '\0'.repeat(LONGEST),
  `\`\`\`js\n${'x = 1;\n'.repeat(280)}`,
  '🏳️‍🌈'.repeat(500),
  '**||`'.repeat(400),
];

/** Any text of up to 2,000 code points: every kind of script, Markdown, damage and invisible character. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: longText(LONGEST) },
  { weight: 1, arbitrary: fc.constantFrom(...extremes) },
);

/** Texts much longer than a backend's messages, as stories may be. */
export const story: fc.Arbitrary<string> = longText(20_000);

/** Conversations of up to 30 messages in turn, as tasks carry them. */
export const conversation: fc.Arbitrary<ConversationMessage[]> = messages({ minLength: 1, maxLength: 30 });

/** So many messages with any texts, the person and the assistant in turn. */
export function messages(constraints: {
  minLength: number;
  maxLength: number;
}): fc.Arbitrary<ConversationMessage[]> {
  return fc
    .array(text, { size: 'max', ...constraints })
    .map((texts) => texts.map((each, index) => ({ text: each, is_assistant: index % 2 === 1 })));
}
