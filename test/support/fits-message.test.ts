import type { APIEmbed } from 'discord-api-types/v10';
import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { button, inRow, row, select } from './components.ts';
import { fits } from './fits.ts';

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

describe('a message is refused', () => {
  test.each<[string, Parameters<typeof fits>[0], string[]]>([
    ['too much content', { content: 'c'.repeat(2_001) }, ['content: Must be 2000 or fewer in length.']],
    ['nothing in it', { content: ' ', embeds: [], components: [] }, ['body: Cannot send an empty message']],
    [
      'eleven embeds',
      { embeds: Array(11).fill({ description: 'x' }) },
      ['embeds: Must be 10 or fewer in length.'],
    ],
    [
      'a long title',
      { embeds: [{ title: 't'.repeat(257) }] },
      ['embeds.0.title: Must be 256 or fewer in length.'],
    ],
    [
      'a long description',
      { embeds: [{ description: 'd'.repeat(4_097) }] },
      ['embeds.0.description: Must be 4096 or fewer in length.'],
    ],
    [
      'a blank description',
      { embeds: [{ title: 't', description: ' \n\u3000' }] },
      ['embeds.0.description: nothing to see'],
    ],
    ['an empty embed', { embeds: [{ color: 1 }] }, ['embeds.0.description: This field is required']],
    [
      'a long author',
      { embeds: [{ author: { name: 'a'.repeat(257) } }] },
      ['embeds.0.author.name: Must be 256 or fewer in length.'],
    ],
    [
      'a long footer',
      { embeds: [{ footer: { text: 'f'.repeat(2_049) } }] },
      ['embeds.0.footer.text: Must be 2048 or fewer in length.'],
    ],
    [
      '26 fields',
      { embeds: [{ fields: Array(26).fill({ name: 'n', value: 'v' }) }] },
      ['embeds.0.fields: Must be 25 or fewer in length.'],
    ],
    [
      'a blank field',
      { embeds: [{ fields: [{ name: 'n', value: '' }] }] },
      ['embeds.0.fields.0.value: This field is required'],
    ],
    [
      'a long field',
      { embeds: [{ fields: [{ name: 'n', value: 'v'.repeat(1_025) }] }] },
      ['embeds.0.fields.0.value: Must be 1024 or fewer in length.'],
    ],
    [
      'too much in all embeds',
      { embeds: Array(2).fill({ description: 'd'.repeat(3_001) }) },
      ['embeds: Embed size exceeds maximum size of 6000'],
    ],
    [
      'too many bytes',
      { embeds: [{ description: '字'.repeat(3_001) }] },
      ['body: 9003 bytes of text, at most 9000'],
    ],
    ['half a character', { content: 'a\ud83d' }, ['content: a lone surrogate']],
    ['a NUL', { embeds: [{ description: 'a\0' }] }, ['embeds.0.description: a NUL']],
    [
      'six rows',
      { components: Array.from({ length: 6 }, (_, at) => row(button(`${at}`))) },
      ['components: Must be between 1 and 5 in length.'],
    ],
    [
      'six buttons in a row',
      { components: [row(...Array.from({ length: 6 }, (_, at) => button(`${at}`)))] },
      ['components.0.components: Must be 5 or fewer in length.'],
    ],
    ['an empty row', { components: [row()] }, ['components.0.components: Must be 1 or more in length.']],
    [
      'a long button',
      { components: [row(button('a', 'x'.repeat(81)))] },
      ['components.0.components.0.label: Must be 80 or fewer in length.'],
    ],
    [
      'a button with no words',
      { components: [row(button('a', ''))] },
      [
        'components.0.components.0.label: This field is required',
        'components.0.components.0.label: nothing to see',
      ],
    ],
    [
      'a long custom id',
      { components: [row(button('i'.repeat(101)))] },
      ['components.0.components.0.custom_id: Must be 100 or fewer in length.'],
    ],
    [
      'one custom id twice',
      { components: [row(button('a')), row(button('a'))] },
      ['components.1.components.0.custom_id: Component custom id cannot be duplicated'],
    ],
    [
      'an empty select',
      { components: [inRow(select(0))] },
      ['components.0.components.0.options: Must be 1 or more in length.'],
    ],
    [
      '26 options',
      { components: [inRow(select(26))] },
      ['components.0.components.0.options: Must be 25 or fewer in length.'],
    ],
    [
      'more choices than options',
      { components: [inRow(select(2, { max_values: 3 }))] },
      ['components.0.components.0.max_values: More values than options'],
    ],
    [
      'least over most',
      { components: [inRow(select(3, { min_values: 2, max_values: 1 }))] },
      ['components.0.components.0.min_values: Minimum above maximum'],
    ],
    [
      'layout without its flag',
      { components: [{ type: ComponentType.TextDisplay, content: 'x' }] },
      ['components.0.type: Value of field "type" must be one of (1,).'],
    ],
    [
      'content beside layout',
      {
        flags: MessageFlags.IsComponentsV2,
        content: 'x',
        components: [{ type: ComponentType.TextDisplay, content: 'x' }],
      },
      ["content: The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"],
    ],
    [
      'too much layout',
      { flags: MessageFlags.IsComponentsV2, components: Array(41).fill({ type: ComponentType.Separator }) },
      ['components: Must be 40 or fewer in length.'],
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
      ['components: Displayable text exceeds maximum size of 4000'],
    ],
  ])('for %s', (_, message, problems) => {
    expect(fits(message)).toEqual(problems);
  });
});
