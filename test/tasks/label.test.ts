import { describe, expect, test } from 'vitest';
import type { ModalFields } from '../../src/discord/interaction.ts';
import { TextLabels } from '../../src/oasst/interactions.ts';
import { protocolRules } from '../../src/oasst/rules.ts';
import { kindOf } from '../../src/tasks/kinds.ts';
import { label } from '../../src/tasks/label.ts';
import { taskView } from '../../src/tasks/show/card.ts';
import { fits } from '../support/fits.ts';
import { english, sceneOf, taskOf } from '../support/scenes.ts';

type Widget = 'yes_no' | 'flag' | 'likert' | (string & {});
type Asked = readonly [name: string, widget: Widget];
type Options = { mandatory?: readonly string[]; texts?: Readonly<Record<string, string>> };

const asking = (asked: readonly Asked[], { mandatory = [], texts = {} }: Options = {}) =>
  taskOf('label_assistant_reply', {
    valid_labels: asked.map(([name]) => name),
    mandatory_labels: mandatory,
    labels: asked.map(([name, widget]) => ({
      name,
      widget,
      display_text: Object.hasOwn(texts, name) ? texts[name] : name,
    })),
  });
type Task = ReturnType<typeof asking>;
type Draft = typeof label.blank;

const many = (count: number, widget: Widget): Asked[] =>
  Array.from({ length: count }, (_, index) => [`${widget}${index}`, widget]);
const formOf = (task: Task, page: number | string, draft = label.blank) => {
  const form = label.form?.(sceneOf(task, draft), String(page), '1');
  if (!form) throw new TypeError('There is no form');
  return form;
};
const fieldsOf = (task: Task, page: number) =>
  formOf(task, page).components.flatMap((part) =>
    'component' in part && 'custom_id' in part.component ? [{ ...part, field: part.component }] : [],
  );
const idsOf = (task: Task, page: number) => fieldsOf(task, page).map(({ field }) => field.custom_id);
const fill = (task: Task, draft: Draft, page: number | string, fields: ModalFields) =>
  label.fill?.(task, draft, String(page), fields) ?? draft;
const valuesOf = (task: Task, draft: Draft) => {
  const answer = label.answer(task, draft);
  return answer.type === 'text_labels' ? answer.labels : undefined;
};
const shown = (task: Task, draft: Draft) => taskView(kindOf(task.type), sceneOf<Task, unknown>(task, draft));

const two: Asked[] = [['spam', 'yes_no'], ...many(6, 'likert')];
const twoPages = asking(two, { mandatory: ['spam'] });

describe('the pages', () => {
  const pagesFor = (task: Task) => {
    const [, , of = '1'] = /\((\d+) of (\d+)\)/.exec(formOf(task, 0).title) ?? [];
    return Array.from({ length: Number(of) }, (_, page) => idsOf(task, page));
  };

  test.each<[string, Asked[], number]>([
    ['one flag', many(1, 'flag'), 1],
    ['ten flags', many(10, 'flag'), 1],
    ['forty flags', many(40, 'flag'), 1],
    ['forty-one flags', many(41, 'flag'), 2],
    ['four scales', many(4, 'likert'), 1],
    ['five scales', many(5, 'likert'), 2],
    ['four choices', many(4, 'yes_no'), 1],
    ['eight choices, two to a place', many(8, 'yes_no'), 1],
    ['nine choices', many(9, 'yes_no'), 2],
    ['the full set of a backend', [...many(2, 'yes_no'), ...many(7, 'flag'), ...many(6, 'likert')], 2],
    ['forty scales', many(40, 'likert'), 10],
    ['forty labels of all kinds', [...many(13, 'yes_no'), ...many(14, 'flag'), ...many(13, 'likert')], 6],
  ])('for %s are as few as possible', (_, asked, pages) => {
    const task = asking(asked);
    expect(label.canShow(task)).toBe(true);
    expect(pagesFor(task)).toHaveLength(pages);
  });

  test('begin with what is mandatory: choices, boxes, scales; then the optional ones likewise', () => {
    const asked: Asked[] = [
      ['s1', 'likert'],
      ['y1', 'yes_no'],
      ['f1', 'flag'],
      ['s2', 'likert'],
      ['y2', 'yes_no'],
    ];
    expect(pagesFor(asking([...asked, ['y3', 'yes_no']], { mandatory: ['s2', 'y2'] }))).toEqual([
      ['yes_no-4', 'likert-3', 'yes_no-1', 'yes_no-5'],
      ['flags-2', 'likert-0'],
    ]);
  });

  test('put two choices into one place where that saves a page, the mandatory one first', () => {
    const asked: Asked[] = [...many(2, 'yes_no'), ...many(3, 'likert')];
    const task = asking(asked, { mandatory: ['yes_no1'] });
    expect(pagesFor(task)).toEqual([['either-1', 'likert-2', 'likert-3', 'likert-4']]);
    const [pair] = fieldsOf(task, 0);
    expect(pair?.field).toMatchObject({
      required: true,
      options: [
        { label: 'Neither of them' },
        { label: 'yes_no1' },
        { label: 'yes_no0' },
        { label: 'Both of them' },
      ],
    });
  });

  test('keep mandatory boxes together, so that they take one place', () => {
    const task = asking(many(20, 'flag'), { mandatory: ['flag3', 'flag19'] });
    const [first] = fieldsOf(task, 0);
    expect(first?.field).toMatchObject({ custom_id: 'flags-3' });
    expect(first && 'options' in first.field ? first.field.options.slice(0, 3) : []).toMatchObject([
      { value: '3' },
      { value: '19' },
      { value: '0' },
    ]);
  });

  test('demand an answer for what is mandatory, never for boxes', () => {
    const task = asking([...two, ['f', 'flag']], { mandatory: ['spam', 'f'] });
    const required = fieldsOf(task, 0).map(({ field }) => 'required' in field && field.required);
    expect(required).toEqual([true, false, false, false]);
  });

  test('a control that names no page opens the first', () => {
    for (const page of ['', 'x', '-1', '1.5', '2', '999', '1e0', '99999999999']) {
      expect(formOf(twoPages, page).title).toContain('(1 of 2)');
    }
    expect(formOf(twoPages, '1').title).toContain('(2 of 2)');
  });
});

describe('what was entered', () => {
  const task = asking([
    ['spam', 'yes_no'],
    ['quality', 'likert'],
    ['pii', 'flag'],
    ['hate_speech', 'flag'],
  ]);

  test('becomes 1 and 0 for choices and boxes, and (k − 1) / 4 for point k of 5', () => {
    const points = ['1', '2', '3', '4', '5'].map((point) => {
      const draft = fill(task, label.blank, 0, { 'yes_no-0': 'no', 'flags-2': ['3'], 'likert-1': point });
      return valuesOf(task, draft);
    });
    expect(points).toEqual(
      [0, 0.25, 0.5, 0.75, 1].map((quality) => ({ spam: 0, pii: 0, hate_speech: 1, quality })),
    );
  });

  test('is left out where an optional scale or choice was left open', () => {
    const draft = fill(task, label.blank, 0, { 'yes_no-0': null, 'flags-2': [], 'likert-1': null });
    expect(valuesOf(task, draft)).toEqual({ pii: 0, hate_speech: 0 });
    expect(label.isSendable(task, draft, protocolRules)).toBe(true);
  });

  test('can be taken back by leaving it open the next time', () => {
    const first = fill(task, label.blank, 0, { 'yes_no-0': 'yes', 'flags-2': ['2'], 'likert-1': '5' });
    const then = fill(task, first, 0, { 'yes_no-0': null, 'flags-2': [], 'likert-1': null });
    expect(valuesOf(task, then)).toEqual({ pii: 0, hate_speech: 0 });
  });

  test.each<[string, ModalFields]>([
    ['a point off the scale', { 'likert-1': '6' }],
    ['point zero', { 'likert-1': '0' }],
    ['several points', { 'likert-1': ['5'] }],
    ['neither yes nor no', { 'yes_no-0': 'maybe' }],
    ['yes as a tick', { 'yes_no-0': true }],
    ['a field of another page or task', { 'yes_no-9': 'yes', spam: 'yes' }],
    ['nothing', {}],
  ])('%s gives no value', (_, fields) => {
    expect(valuesOf(task, fill(task, label.blank, 0, fields))).toEqual({});
  });

  test.each<[string, ModalFields[string]]>([
    ['a text', '2'],
    ['a tick', true],
    ['nothing', null],
    ['a box that is not there', ['99', 'pii', '-1']],
  ])('boxes answered with %s are all unticked', (_, given) => {
    expect(valuesOf(task, fill(task, label.blank, 0, { 'flags-2': given }))).toEqual({
      pii: 0,
      hate_speech: 0,
    });
  });
});

describe('one choice for two labels', () => {
  const task = asking([...many(2, 'yes_no'), ...many(3, 'likert')]);
  const answered = (given: ModalFields[string], before = label.blank) =>
    fill(task, before, 0, { 'either-0': given });

  test.each([
    ['neither', { yes_no0: 0, yes_no1: 0 }],
    ['first', { yes_no0: 1, yes_no1: 0 }],
    ['second', { yes_no0: 0, yes_no1: 1 }],
    ['both', { yes_no0: 1, yes_no1: 1 }],
    [null, {}],
    ['constructor', {}],
    [['both'], {}],
    [true, {}],
  ])('%j gives %j', (given, values) => {
    expect(valuesOf(task, answered(given))).toEqual(values);
    expect(valuesOf(task, answered(given, answered('both')))).toEqual(values);
  });

  test('comes back as it was chosen, and unchosen before', () => {
    const chosen = (draft: Draft) => {
      const [field] = formOf(task, 0, draft).components;
      if (!field || !('component' in field) || !('options' in field.component)) return undefined;
      return field.component.options.filter((option) => option.default).map(({ value }) => value);
    };
    expect(chosen(label.blank)).toEqual([]);
    for (const value of ['neither', 'first', 'second', 'both'])
      expect(chosen(answered(value))).toEqual([value]);
  });
});

describe('the way through two pages', () => {
  const first = fill(twoPages, label.blank, 0, { 'yes_no-0': 'no', 'likert-1': '2', 'likert-2': null });
  const both = fill(twoPages, first, 1, { 'likert-5': '5', 'likert-6': null });

  test('leads from the card between the pages to the review', () => {
    expect(label.stage(twoPages, label.blank)).toBe('card');
    expect(label.stage(twoPages, first)).toBe('between');
    expect(label.stage(twoPages, both)).toBe('review');
  });

  test('lets nothing be sent before the mandatory labels are there, and says which are not', () => {
    const allNeeded = asking(two, { mandatory: two.map(([name]) => name) });
    const page = fill(allNeeded, label.blank, 0, { 'yes_no-0': 'no', 'likert-1': '2' });
    expect(label.isSendable(twoPages, label.blank, protocolRules)).toBe(false);
    expect(label.isSendable(twoPages, first, protocolRules)).toBe(true);
    expect(label.isSendable(allNeeded, page, protocolRules)).toBe(false);
    expect(label.lines(sceneOf(allNeeded, page)).join(' ')).toContain('likert1, likert2');
    expect(label.lines(sceneOf(twoPages, first)).join(' ')).toContain('You can send it as it is');
  });

  test('nothing mandatory still needs one page to be looked at', () => {
    const optional = asking(two);
    expect(label.isSendable(optional, label.blank, protocolRules)).toBe(false);
    expect(label.isSendable(optional, fill(optional, label.blank, 0, {}), protocolRules)).toBe(true);
  });

  test('keeps one page when the other is edited', () => {
    const edited = fill(twoPages, both, 0, { 'yes_no-0': 'yes', 'likert-1': null });
    expect(valuesOf(twoPages, both)).toEqual({ spam: 0, likert0: 0.25, likert4: 1 });
    expect(valuesOf(twoPages, edited)).toEqual({ spam: 1, likert4: 1 });
    expect(label.stage(twoPages, edited)).toBe('review');
  });

  test('offers an edit for each page, named by what it asks, as soon as the page is done', () => {
    const names = ['Edit: Spam, likert0, likert1, likert2', 'Edit: likert3, likert4, likert5'];
    const { edits } = label.review(sceneOf(twoPages, both));
    expect(edits.map(({ label: text }) => text)).toEqual(names);
    const { tools } = label.buttons(sceneOf(twoPages, first));
    expect(tools.map(({ label: text, style }) => [text, style])).toEqual([
      ['Continue', 'primary'],
      [names[0], undefined],
    ]);
  });

  test('says how many are left open, where any is', () => {
    expect(label.lines(sceneOf(twoPages, first)).at(-1)).toBe('5 of 7 left open');
    expect(label.review(sceneOf(twoPages, both)).lines.at(-1)).toBe('4 of 7 left open');
    const everything = { values: Object.fromEntries(two.map(([name]) => [name, 1])), pages: [0, 1] };
    expect(label.review(sceneOf(twoPages, everything)).lines.join(' ')).not.toContain('left open');
  });

  test('counts a page sent twice once, and survives storage', () => {
    const twice = fill(twoPages, both, 1, { 'likert-5': '5' });
    expect(twice.pages).toEqual([0, 1]);
    expect(label.draft.parse(JSON.parse(JSON.stringify(both)))).toEqual(both);
  });
});

test.each([
  { values: { spam: 2 }, pages: [0] },
  { values: { spam: '1' }, pages: [0] },
  { values: [], pages: [-1] },
  { values: {} },
])('what is stored as %j is no draft', (stored) => {
  expect(label.draft.safeParse(stored).success).toBe(false);
});

describe('labels with odd names', () => {
  const odd = [
    'constructor',
    'toString',
    'a.b',
    'x:y',
    'spam.help',
    'n'.repeat(300),
    '  ',
    '\u200b',
    '😀'.repeat(40),
  ];

  test.each(['yes_no', 'flag', 'likert'])('as %s can be asked, answered and reviewed', (widget) => {
    const task = asking(odd.map((name) => [name, widget]));
    expect(label.canShow(task)).toBe(true);
    const pages = { flag: 1, yes_no: 2, likert: 3 }[widget] ?? 0;
    let draft = label.blank;
    for (let page = 0; page < pages; page += 1) {
      expect(fits(formOf(task, page))).toEqual([]);
      const given = fieldsOf(task, page).map(({ field }) => [
        field.custom_id,
        field.custom_id.startsWith('either')
          ? 'both'
          : ({ yes_no: 'yes', flag: odd.map((_, place) => String(place)), likert: '5' }[widget] ?? null),
      ]);
      draft = fill(task, draft, page, Object.fromEntries(given));
    }
    draft = label.draft.parse(JSON.parse(JSON.stringify(draft)));
    expect(valuesOf(task, draft)).toEqual(Object.fromEntries(odd.map((name) => [name, 1])));
    expect(fits(shown(task, draft))).toEqual([]);
  });

  test('that objects have anyway are open until they are answered', () => {
    const task = asking([
      ['constructor', 'yes_no'],
      ['toString', 'likert'],
      ['valueOf', 'flag'],
    ]);
    const open = fill(task, label.blank, 0, {});
    expect(label.review(sceneOf(task, open)).lines).toEqual([
      `constructor: **${english('label.open')}**`,
      `toString: **${english('label.open')}**`,
      '3 of 3 left open',
    ]);
    expect(
      label.isSendable(
        asking([['constructor', 'likert']], { mandatory: ['constructor'] }),
        open,
        protocolRules,
      ),
    ).toBe(false);
  });

  test('`__proto__` is never lost on the way: it is asked for or left out, but not both', () => {
    const task = asking([
      ['__proto__', 'likert'],
      ['spam', 'yes_no'],
    ]);
    const given = Object.fromEntries(fieldsOf(task, 0).map(({ field }) => [field.custom_id, null]));
    const answers = { 'likert-0': '5', 'yes_no-1': 'yes' };
    const asked = Object.fromEntries(Object.entries(answers).filter(([id]) => id in given));
    const draft = label.draft.parse(JSON.parse(JSON.stringify(fill(task, label.blank, 0, asked))));
    const user = { id: '1', display_name: 'Ada', auth_method: 'discord' };
    const body = { ...label.answer(task, draft), user, message_id: task.message_id, task_id: task.id };
    const sent = TextLabels.parse(JSON.parse(JSON.stringify(body))).labels;
    expect(Object.keys(sent)).toHaveLength(Object.keys(asked).length);
  });

  test('are called by their own display text, even when two have the same', () => {
    const texts = { a: 'Same', b: 'Same', c: ' \u200b', d: 'long '.repeat(60) };
    const task = asking(
      ['a', 'b', 'c', 'd'].map((name) => [name, 'likert']),
      { texts },
    );
    const titles = fieldsOf(task, 0).map((part) => ('label' in part ? part.label : ''));
    expect(titles.slice(0, 3)).toEqual(['Same', 'Same', 'c']);
    expect(fits(formOf(task, 0))).toEqual([]);
    expect(fits(shown(task, fill(task, label.blank, 0, { 'likert-3': '3' })))).toEqual([]);
  });
});

describe('a task that cannot be asked', () => {
  test('has only widgets nobody knows, or a mandatory one', () => {
    const unknown: Asked = ['new', 'slider'];
    expect(label.canShow(asking([unknown]))).toBe(false);
    expect(label.canShow(asking([unknown, ...two], { mandatory: ['new'] }))).toBe(false);
    expect(label.canShow(asking([unknown, ...two]))).toBe(true);
  });

  test('leaves the unknown widget out of form and answer', () => {
    const task = asking([
      ['new', 'slider'],
      ['spam', 'yes_no'],
    ]);
    expect(idsOf(task, 0)).toEqual(['yes_no-1']);
    expect(valuesOf(task, fill(task, label.blank, 0, { 'yes_no-1': 'yes' }))).toEqual({ spam: 1 });
  });

  test('or has more pages than a review has room for their buttons', () => {
    for (const count of [80, 81, 115, 500]) {
      const task = asking(many(count, 'likert'));
      if (!label.canShow(task)) continue;
      const pages = Array.from({ length: Math.ceil(count / 4) }, (_, page) => page);
      const full = pages.reduce((draft, page) => fill(task, draft, page, {}), label.blank);
      expect(label.stage(task, full)).toBe('review');
      expect(fits(shown(task, full))).toEqual([]);
    }
    expect(label.canShow(asking(many(500, 'likert')))).toBe(false);
  });
});
