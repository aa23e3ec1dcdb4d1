import { describe, expect, test } from 'vitest';
import { liveSettings } from '../../../src/backend/settings/live.ts';
import { managed } from '../../../src/backend/settings/managed.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { listSettings } from '../../../src/backend/tuning/list.ts';
import { settingsCard } from '../../../src/collection/settings/card.ts';
import { groupNames, groups } from '../../../src/collection/settings/fields.ts';
import { followsText, refusalText } from '../../../src/collection/settings/follows.ts';
import { readSettingsForm, settingsForm } from '../../../src/collection/settings/form.ts';
import { inWords, nameOf, readNumber } from '../../../src/collection/settings/values.ts';
import { readWish, wishId } from '../../../src/collection/settings/wish.ts';
import { readCustomId } from '../../../src/discord/custom-id.ts';
import { notice } from '../../../src/discord/notice.ts';
import { memoryDatabase } from '../../support/database.ts';
import { fits } from '../../support/fits.ts';
import { english, translator } from '../../support/scenes.ts';

const known = await listSettings({ db: await memoryDatabase(), live: liveSettings(defaults) });
const { settings } = known;
const settingOf = (name: string) => settings.find((one) => one.name === name) ?? expect.fail(name);
const isSwitch = (name: string) => settingOf(name).type === 'boolean';
const locales = ['en-US', 'de', 'es-ES', 'fr', 'pt-BR', 'ru', 'ja', 'zh-CN'];

test('every setting that can be changed stands in one form, and every form has only such', () => {
  expect(Object.values(groups).flat().toSorted()).toEqual(Object.keys(managed).toSorted());
});

describe.each(locales)('in %s', (locale) => {
  const words = translator.words(locale);
  const many = Array.from({ length: 10 }, (_, index) => ({
    version: 10 - index,
    by: 'discord:123456789012345678',
    date: '2026-03-01T12:00:00Z',
    changes: settings.slice(0, 5).map(({ name, value }) => ({ name, from: value, to: value })),
  }));

  test('the card and every form are what Discord takes, and every setting has a name', () => {
    expect(
      fits(settingsCard({ ...known, history: many }, words, { note: 'A note.', texts: ['More.'] })),
    ).toEqual([]);
    for (const group of groupNames)
      expect(fits(settingsForm('v1:setweigh:x::1', group, settings, words))).toEqual([]);
    for (const name of Object.keys(managed)) expect(nameOf(name, words)).not.toContain('settings.');
  });

  test('every place of a form says what it does, from where to where it goes, and what is usual', () => {
    const texts = groupNames.flatMap((group) =>
      settingsForm('v1:setweigh:x::1', group, settings, words).components.flatMap((part) => {
        if (!('component' in part)) return [];
        const { component, description = '' } = part;
        return 'options' in component
          ? (component.options?.map((one) => one.description ?? '') ?? [])
          : [description];
      }),
    );
    expect(texts).toHaveLength(Object.keys(managed).length);
    for (const text of texts) {
      expect(text).toMatch(/\S{4}/u);
      expect(text).not.toMatch(/settings\.|\{\{|undefined|NaN/);
      expect(text.length).toBeLessThanOrEqual(100); // what Discord takes
    }
  });

  test('what follows from all of a subject at once is what Discord takes', () => {
    for (const group of groupNames) {
      const changes = groups[group].map((name) => ({ name, from: 1, to: 999_999 }));
      const weighed = { version: 1, problems: [], changes, accepted: 5, refused: 2, trees: 11 };
      expect(fits(notice(followsText(weighed, settings, words)))).toEqual([]);
    }
  });
});

test.each([
  ['reviewsForPrompt', '2', 2],
  ['reviewsForPrompt', ' 1 0 ', 10],
  ['reviewsForPrompt', '2.5', undefined],
  ['reviewsForPrompt', '0', undefined],
  ['reviewsForPrompt', '101', undefined],
  ['reviewsForPrompt', '-2', undefined],
  ['reviewsForPrompt', '1e1', undefined],
  ['reviewsForPrompt', 'two', undefined],
  ['reviewsForPrompt', '', undefined],
  ['promptThreshold', '0,65', 0.65],
  ['promptThreshold', '0.65', 0.65],
  ['promptThreshold', '1.01', undefined],
  ['promptThreshold', '0.1234567', undefined],
  ['taskValidityMs', '48', 172_800_000],
  ['taskValidityMs', '1,5', 5_400_000],
  ['taskValidityMs', '0', undefined],
  ['taskValidityMs', '8784', 31_622_400_000],
  ['taskValidityMs', '8785', undefined],
  ['limits.person.most', '1000000', 1_000_000],
  ['limits.person.most', '1000001', undefined],
])('%s, written as “%s”, is %s', (name, typed, value) => {
  expect(readNumber(settingOf(name), typed)).toBe(value);
});

test('a form that is sent as it was opened changes nothing, even what cannot be written there', () => {
  for (const group of groupNames) {
    const odd = settings.map((setting) =>
      setting.name === 'limits.person.most' ? { ...setting, value: Number.MAX_SAFE_INTEGER } : setting,
    );
    const { components } = settingsForm('v1:setweigh:x::1', group, odd, english);
    const fields = Object.fromEntries(
      components.flatMap((component): [string, string | string[]][] => {
        if (!('component' in component) || !('custom_id' in component.component)) return [];
        const { component: input } = component;
        if ('options' in input)
          return [
            [input.custom_id, input.options?.filter((one) => one.default).map((one) => one.value) ?? []],
          ];
        return 'value' in input ? [[input.custom_id, input.value ?? '']] : [];
      }),
    );
    expect(Object.keys(fields).length).toBeGreaterThan(2);
    expect(readSettingsForm(group, odd, fields, english)).toEqual({ values: {}, problems: [] });
  }
});

test('what is wrong in a form is said with what it must be and what was typed, and switches are read', () => {
  const fields = { reviewsForPrompt: 'many', reviewsForReply: '2' };
  expect(readSettingsForm('reviews', settings, fields, english)).toEqual({
    values: { reviewsForReply: 2 },
    problems: [
      expect.stringContaining(
        '**Reviews for a prompt** must be a whole number from 1 to 100; you wrote “many”',
      ),
    ],
  });
  const kinds = { switches: ['summaries'], summariesPerStory: '6' };
  expect(readSettingsForm('kinds', settings, kinds, english)).toEqual({
    values: { summaries: true },
    problems: [],
  });
});

test.each([
  [
    'trees',
    { goalTrees: 999_999, goalTreeSize: 10_000, maxTreeDepth: 100, maxChildren: 20, maxPrompterReplies: 20 },
  ],
  ['reviews', { promptThreshold: 0.654321, replyThreshold: 0.123456, reviewsForPrompt: 100 }],
  ['kinds', { rankInitialPrompts: false, summaries: true, ratingsPerSummary: 1_000 }],
  [
    'limits',
    {
      maxActiveTrees: 1_000_000,
      maxPending: 1_000_000,
      'limits.person.most': 1_000_000,
      redFlagLimit: 1_000_000,
      skipLimit: 1_000_000,
    },
  ],
  [
    'texts',
    {
      textLimit: 100_000,
      shortestPrompt: 1_000,
      shortestReply: 1_000,
      taskValidityMs: 31_622_400_000,
    },
  ],
  [
    'spam',
    {
      'similarity.own': 0.876543,
      'similarity.promptToOthers': 0.876543,
      'similarity.replyToOthers': 0.876543,
      reviewShare: 0.123456,
      minAccountAgeDays: 3_650,
    },
  ],
] as const)('a wish about %s fits into a button and is read back from it', (group, values) => {
  const id = readCustomId(wishId({ group, version: 123_456, values })) ?? expect.fail();
  expect(readWish(id.subject, id.argument, isSwitch)).toEqual({ group, version: 123_456, values });
});

test.each([
  ['trees.1', '1,2,3'],
  ['trees', '1,2,3,4,5'],
  ['trees.x', '1,2,3,4,5'],
  ['trees.1', '1,2,3,4,-5'],
  ['trees.1', '1,2,3,4,NaN'],
  ['constructor.1', '1'],
  ['trees.1.2', '1,2,3,4,5'],
])('no button says %s and %s', (subject, argument) => {
  expect(readWish(subject, argument, isSwitch)).toBeUndefined();
});

test('consequences are counted where something is decided at once, and told from when on the rest holds', () => {
  const change = (name: string, from: number, to: number) => ({ name, from, to });
  const weighed = { version: 0, problems: [], accepted: 41, refused: 1, trees: 0 };
  expect(followsText({ ...weighed, changes: [change('reviewsForReply', 3, 2)] }, settings, english)).toBe(
    '• Reviews for a reply: **2** instead of 3\n\n41 messages that wait are accepted now. 1 is refused now. What has been decided stays decided.',
  );
  const none = { ...weighed, accepted: 0, refused: 0 };
  expect(followsText({ ...none, changes: [change('reviewsForReply', 2, 3)] }, settings, english)).toContain(
    'Nothing that waits is decided by that now.',
  );
  const sizes = followsText({ ...none, changes: [change('goalTreeSize', 12, 5)] }, settings, english);
  expect(sizes).toBe(
    '• Messages in a finished conversation: **5** instead of 12\n\nConversations that have begun keep the size and shape that they began with.',
  );
});

test('what a backend refuses is said by the name it has here, or by its own', () => {
  expect(refusalText({ name: 'textLimit', what: 'fixed', rule: '' }, english)).toContain(
    '**Longest text, in characters** is fixed on the command line',
  );
  expect(refusalText({ name: 'minGoalTreeSize', what: 'rule', rule: 'at most 4' }, english)).toContain(
    '**`minGoalTreeSize`** must be `at most 4`',
  );
  expect(inWords('taskValidityMs', 172_800_000, english)).toBe('48');
});
