import type { APIEmbed } from 'discord-api-types/v10';
import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { fits } from '../../../src/discord/limits/fits.ts';
import { button, inRow, row, select } from '../../support/components.ts';

test('a message at every limit is valid', () => {
  const rows = Array.from({ length: 5 }, (_, line) =>
    row(...Array.from({ length: 5 }, (_, at) => button(`${line}-${at}`.padEnd(100, '.'), 'x'.repeat(80)))),
  );
  const embeds: APIEmbed[] = [
    { title: 't'.repeat(256), description: 'd'.repeat(4_096), author: { name: 'a'.repeat(256) } },
    { fields: [{ name: 'n'.repeat(256), value: 'v'.repeat(1_024) }], footer: { text: 'f'.repeat(112) } },
  ];
  expect(fits({ content: 'c'.repeat(2_000), embeds, components: rows })).toEqual([]);
});

test('an edit that only takes something away, and a deferral, are valid', () => {
  expect(fits({ components: [] })).toEqual([]);
  expect(fits({ content: null, embeds: [{ description: 'x' }] })).toEqual([]);
  expect(fits({ flags: MessageFlags.Ephemeral })).toEqual([]);
});

describe('a message is refused', () => {
  test.each<[string, Parameters<typeof fits>[0], string]>([
    ['too much content', { content: 'c'.repeat(2_001) }, 'content: 2001 units, at most 2000'],
    ['nothing in it', { content: ' ', embeds: [], components: [] }, 'message: empty'],
    ['eleven embeds', { embeds: Array(11).fill({ description: 'x' }) }, 'embeds: 11, must be 0 to 10'],
    ['a long title', { embeds: [{ title: 't'.repeat(257) }] }, 'embeds[0].title: 257 units, at most 256'],
    [
      'a long description',
      { embeds: [{ description: 'd'.repeat(4_097) }] },
      'embeds[0].description: 4097 units, at most 4096',
    ],
    [
      'a blank description',
      { embeds: [{ title: 't', description: ' \n\u3000' }] },
      'embeds[0].description: blank',
    ],
    ['an empty embed', { embeds: [{ color: 1 }] }, 'embeds[0]: empty'],
    [
      'a long author',
      { embeds: [{ author: { name: 'a'.repeat(257) } }] },
      'embeds[0].author.name: 257 units, at most 256',
    ],
    [
      'a long footer',
      { embeds: [{ footer: { text: 'f'.repeat(2_049) } }] },
      'embeds[0].footer.text: 2049 units, at most 2048',
    ],
    [
      '26 fields',
      { embeds: [{ fields: Array(26).fill({ name: 'n', value: 'v' }) }] },
      'embeds[0].fields: 26, must be 0 to 25',
    ],
    [
      'a blank field',
      { embeds: [{ fields: [{ name: 'n', value: '' }] }] },
      'embeds[0].fields[0].value: blank',
    ],
    [
      'a long field',
      { embeds: [{ fields: [{ name: 'n', value: 'v'.repeat(1_025) }] }] },
      'embeds[0].fields[0].value: 1025 units, at most 1024',
    ],
    [
      'too much in all embeds',
      { embeds: Array(2).fill({ description: 'd'.repeat(3_001) }) },
      'embeds: 6002 units of text, at most 6000',
    ],
    [
      'too many bytes',
      { embeds: [{ description: '字'.repeat(3_001) }] },
      'message: 9003 bytes of text, at most 9000',
    ],
    ['half a character', { content: 'a\ud83d' }, 'content: a lone surrogate'],
    ['a NUL', { embeds: [{ description: 'a\0' }] }, 'embeds[0].description: a NUL'],
    [
      'six rows',
      { components: Array.from({ length: 6 }, (_, at) => row(button(`${at}`))) },
      'components: 6, must be 0 to 5',
    ],
    [
      'six buttons in a row',
      { components: [row(...Array.from({ length: 6 }, (_, at) => button(`${at}`)))] },
      'components[0]: 6, must be 1 to 5',
    ],
    ['an empty row', { components: [row()] }, 'components[0]: 0, must be 1 to 5'],
    [
      'a long button',
      { components: [row(button('a', 'x'.repeat(81)))] },
      'components[0].components[0].label: 81 units, at most 80',
    ],
    [
      'a button with no words',
      { components: [row(button('a', ''))] },
      'components[0].components[0].label: blank',
    ],
    [
      'a long custom id',
      { components: [row(button('i'.repeat(101)))] },
      'components[0].components[0].custom_id: 101 units, at most 100',
    ],
    [
      'one custom id twice',
      { components: [row(button('a')), row(button('a'))] },
      'custom_id: "a" more than once',
    ],
    [
      'an empty select',
      { components: [inRow(select(0))] },
      'components[0].components[0].options: 0, must be 1 to 25',
    ],
    [
      '26 options',
      { components: [inRow(select(26))] },
      'components[0].components[0].options: 26, must be 1 to 25',
    ],
    [
      'more choices than options',
      { components: [inRow(select(2, { max_values: 3 }))] },
      'components[0].components[0].max_values: 3, must be 1 to 2',
    ],
    [
      'least over most',
      { components: [inRow(select(3, { min_values: 2, max_values: 1 }))] },
      'components[0].components[0]: min_values 2 is more than max_values 1',
    ],
    [
      'layout without its flag',
      { components: [{ type: ComponentType.TextDisplay, content: 'x' }] },
      'components[0]: a component of type 10 needs the flag for layout components',
    ],
    [
      'content beside layout',
      {
        flags: MessageFlags.IsComponentsV2,
        content: 'x',
        components: [{ type: ComponentType.TextDisplay, content: 'x' }],
      },
      'content: not allowed beside layout components',
    ],
    [
      'too much layout',
      { flags: MessageFlags.IsComponentsV2, components: Array(41).fill({ type: ComponentType.Separator }) },
      'components: 41, must be 1 to 40',
    ],
    [
      'too much text in layout',
      {
        flags: MessageFlags.IsComponentsV2,
        components: [
          {
            type: ComponentType.Container,
            components: Array(2).fill({ type: ComponentType.TextDisplay, content: 'x'.repeat(2_001) }),
          },
        ],
      },
      'components: 4002 units of text, at most 4000',
    ],
  ])('for %s', (_, message, problem) => {
    expect(fits(message)).toEqual([problem]);
  });
});
