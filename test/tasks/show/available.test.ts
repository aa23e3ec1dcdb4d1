import { expect, test } from 'vitest';
import { type TaskType, taskTypes } from '../../../src/oasst/protocol.ts';
import { noChoices } from '../../../src/tasks/campaigns/choices.ts';
import { availableView } from '../../../src/tasks/show/available.ts';
import { english, translator } from '../../support/scenes.ts';

/** The rows below the list when so many kinds are open: labels of buttons, values of a select. */
function rowsFor(kinds: readonly TaskType[], elsewhere = [{ lang: 'de', count: 1 }]) {
  const here = new Map(kinds.map((type, index) => [type, 20 - index]));
  const { components } = availableView({ lang: 'en', here, elsewhere, choices: noChoices }, english);
  return components.map((row) =>
    row.components.flatMap((one) =>
      'options' in one ? one.options.map(({ value }) => value) : 'label' in one ? [one.label] : [],
    ),
  );
}

test.each([1, 2, 3, 7, 8])('%i kinds are buttons in pairs, in their order', (count) => {
  const kinds = taskTypes.slice(0, count);
  const rows = rowsFor(kinds).slice(0, -1); // the last shows another language
  expect(rows.flat()).toEqual(kinds.map((type) => english(`type.${type}`)));
  expect(rows.slice(0, -1).every(({ length }) => length === 2)).toBe(true);
});

test('of all kinds the most wanted are buttons, and the rest can be chosen below them', () => {
  const rows = rowsFor(taskTypes);
  expect(rows.map(({ length }) => length)).toEqual([2, 2, 2, taskTypes.length - 6, 1]);
  expect(rows.slice(0, 3).flat()).toEqual(taskTypes.slice(0, 6).map((type) => english(`type.${type}`)));
  expect(rows[3]).toEqual(taskTypes.slice(6));
  expect(rowsFor(taskTypes, []).map(({ length }) => length)).toEqual([2, 2, 2, 2, taskTypes.length - 8]);
});

test.each([
  ['en', 999, '**999**', '999 open'],
  ['en', 1_000, '**1,000+**', '1,000+ open'],
  ['de', 1_001, '**1.000+**', '1.000+ offen'],
  ['ru', 54_321, '**1\u{a0}000+**', '1\u{a0}000+ заданий'],
])('in %s, %i open tasks are told as far as a thousand', (locale, count, shown, option) => {
  const words = translator.words(locale);
  const here = new Map([['label_initial_prompt' as const, count]]);
  const elsewhere = [{ lang: 'es', count }];
  const view = availableView({ lang: 'en', here, elsewhere, choices: noChoices }, words);
  const text = JSON.stringify(view);
  expect(text.split(shown)).toHaveLength(3); // the kind, and the other language
  expect(text).toContain(option);
});
