import { describe, expect, test } from 'vitest';
import { foreign } from '../../../src/discord/text/foreign.ts';
import { forbidden, masked, piecesOf } from '../../support/markdown.ts';
import { fc } from '../../support/same-cases.ts';
import { text } from '../../support/texts.ts';

const kindsIn = (markdown: string) => new Set(piecesOf(markdown).map(({ type }) => type));

const tricks: Readonly<Record<string, string>> = {
  'a masked link': '[➡️ log in and submit](https://evil.example)',
  'a masked link with a title': '[x](https://evil.example "Discord")',
  'a masked link in brackets': '[x](<https://evil.example>)',
  'a link under another address': '[https://discord.com](https://evil.example)',
  'a link in bold': '**[x](https://evil.example)**',
  'a link in a quote': '> [x](https://evil.example)',
  'a heading': '# Session expired',
  'a smaller heading': 'Hi\n### Session expired',
  'a heading in a quote': '> # Session expired',
  'a heading in a list': '- # Session expired',
  'a heading after a tab': '#\tSession expired',
  'a heading behind something invisible': '\u200b\n\u200b# Session expired\n# again',
  'small print': '-# 🌐 English · ⏳ expires <t:1:R>',
  'small print in a quote': '>>> -# 🌐 English',
  'a command': '</task:12345678901234567>',
  somebody: '<@12345678901234567> and <@!12345678901234567>',
  'a role': '<@&12345678901234567>',
  'a channel': '<#12345678901234567>',
  everybody: '@everyone and @here',
  'a time': '<t:1767225600:R>',
  'an emoji of a server': '<:nitro:12345678901234567> <a:nitro:12345678901234567>',
  'a place of the server': '<id:customize> <id:guide>',
  'what was escaped already': '\\# not a heading\n\\<@12345678901234567>',
};

describe('somebody’s words are plain', () => {
  test.each(Object.entries(tricks))('where they are %s', (_, trick) => {
    const shown = foreign(trick);
    const kinds = kindsIn(shown);
    expect(forbidden.filter((kind) => kinds.has(kind))).toEqual([]);
    expect(masked(shown)).toEqual([]);
    // and nothing that can be seen is lost
    expect(shown.replaceAll('\u034f', '')).toBe(trick);
  });

  test('the tricks work where nothing is done about them', () => {
    const working = Object.values(tricks).filter(
      (trick) => masked(trick).length > 0 || forbidden.some((kind) => kindsIn(trick).has(kind)),
    );
    expect(working.length).toBeGreaterThan(15);
  });

  test('an invite leads nowhere', () => {
    for (const invite of [
      'https://discord.gg/abc',
      'discord.com/invite/abc',
      'https://discordapp.com/invite/a',
    ])
      expect(foreign(invite)).not.toMatch(/discord(app)?\.(gg|com\/invite)/);
    expect(foreign('https://discord.com/developers')).toBe('https://discord.com/developers');
  });

  test('directions cannot be overridden', () => {
    expect(foreign('safe\u202Etxt.exe')).toBe('safe\ufffdtxt.exe');
    expect(foreign('שלום\u200f world')).toBe('שלום\u200f world');
  });

  test('code is not coloured, and ends', () => {
    expect(foreign('```ansi\n\u001b[31mred\n```')).toBe('```text\n␛[31mred\n```');
    expect(foreign('```py\nprint(1)')).toBe('```py\nprint(1)\n```');
  });
});

test.each([
  '**bold** and *slanted*, __under__ and ~~over~~',
  '- one\n- two\n  - three\n1. four',
  '> quoted\n> twice',
  '`code`, and\n```js\nconst a = [1](2);\n```',
  'a < b, C# and F#, 5 # 3, mail@example.org, https://example.org/a_(b)',
])('what the writer meant stays: %j', (meant) => {
  const kinds = (markdown: string) => piecesOf(markdown).map(({ type }) => type);
  expect(kinds(foreign(meant))).toEqual(kinds(meant));
});

const parts = fc.constantFrom(
  ...[
    '#',
    '##',
    ' ',
    '\n',
    '-# ',
    '> ',
    '>>> ',
    '- ',
    '1. ',
    '[',
    ']',
    '(',
    ')',
    '](',
    '<',
    '>',
    '@',
    '&',
    '!',
  ],
  ...[
    '</',
    ':',
    't:',
    'id:',
    '12345678901234567',
    'https://evil.example',
    'everyone',
    'here',
    '```',
    'ansi\n',
    '`',
  ],
  ...['**', '*', '__', '||', '~~', '\\', 'x', '\u200b', '\u202e', '\u034f', 'discord.gg/', '😀'],
);
const soup = fc.array(parts, { maxLength: 40 }).map((some) => some.join(''));

test('no soup of signs makes anything but the writer’s own', () => {
  fc.assert(
    fc.property(soup, (any) => {
      const shown = foreign(any);
      const kinds = kindsIn(shown);
      expect(forbidden.filter((kind) => kinds.has(kind))).toEqual([]);
      expect(masked(shown)).toEqual([]);
    }),
  );
});

test('twice is as once, and a text grows by no more than its signs', () => {
  fc.assert(
    fc.property(fc.oneof(soup, text), (any) => {
      const once = foreign(any);
      expect(foreign(once)).toBe(once);
      expect(once.length).toBeLessThanOrEqual(2 * any.length + 4);
    }),
  );
});
