import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/collection/trail/entry.ts';
import { entryText } from '../../../src/collection/trail/lines.ts';
import { fields } from '../../../src/collection/trail/values.ts';
import { notice } from '../../../src/discord/notice.ts';
import { textLanguages } from '../../../src/locales/words.ts';
import { fits } from '../../support/fits.ts';
import { english, translator } from '../../support/scenes.ts';

const entry: Entry = {
  ...{ at: 0, id: '00000000-0000-4000-8000-000000000001', act: 'keep', actor: 'discord:7' },
  ...{ personId: undefined, subject: '', before: {}, after: {}, reason: '', undone: undefined },
};

/** What is said of an entry below who did it and when. */
const told = (more: Partial<Entry>) =>
  entryText({ ...entry, ...more }, english)
    .split('\n')
    .slice(2);

test.each<[string, Partial<Entry>, string]>([
  ['a person', { act: 'team_add', personId: '9' }, '**Moderator named** · <@9> (`9`)'],
  ['a person who is forgotten', { act: 'team_add', personId: '' }, '**Moderator named** · —'],
  [
    'two accounts',
    { act: 'merge', personId: '9', intoId: '7' },
    '**Accounts merged** · <@9> (`9`) → <@7> (`7`)',
  ],
  [
    'a forgotten one of two',
    { act: 'merge', personId: '', intoId: '7' },
    '**Accounts merged** · — → <@7> (`7`)',
  ],
  ['a role', { act: 'team_remove', subject: '33' }, '**Moderator’s rights taken away** · <@&33> (`33`)'],
  ['a text', { act: 'text', subject: 'privacy.de' }, '**Text put up** · Privacy (de)'],
  ['a job', { act: 'job_stop', subject: 'export' }, '**Stopped before its end** · Export'],
  ['a file', { act: 'import', subject: 'a_b.jsonl' }, '**Import begun** · a\\_b.jsonl'],
  ['nothing', { act: 'settings' }, '**Settings of the collection changed**'],
  ['what a newer version did', { act: 'new_*act*' }, '**new\\_\\*act\\***'],
])('an act on %s is named', (_name, more, first) => {
  expect(
    entryText({ ...entry, ...more }, english)
      .split('\n')[0]
      ?.replace("'", '’'),
  ).toBe(first);
});

test.each([
  ['discord:7', '<@7> (`7`)'],
  ['system:forgotten', '—'],
  ['system:a*key', 'system:a\\*key'],
  ['command-line', 'the command line'],
  ['automatic', 'the rules'],
])('who acts as %s is told as %s', (actor, text) => {
  expect(entryText({ ...entry, actor }, english).split('\n')[1]).toBe(`${text} · <t:0:f>`);
});

test('a server is told as the one where that is read, or by its id as another', () => {
  const set = { ...entry, act: 'server', subject: '5' };
  expect(entryText(set, english, '5')).toContain('**Server set up** · this server\n');
  for (const elsewhere of ['6', undefined])
    expect(entryText(set, english, elsewhere)).toContain('**Server set up** · another server (5)\n');
});

test.each([
  [['--samples', '--state=all'], 'with samples, state: All'],
  [['--state=growing,new_one', '--labels'], 'state: Growing, new\\_one, with labels'],
  [
    ['--lang=de,pt-BR', '--since=2026-01-31'],
    'languages: German, Brazilian Portuguese, begun from 2026\\-01\\-31 on',
  ],
  [['--until', '2026-03-01', '--people', '3'], 'begun before 2026\\-03\\-01, judged by at least 3'],
  [['--min-quality=0.5', '--campaign=My *one*'], 'quality from 0.5 on, Campaign: “My \\*one\\*”'],
  [['--unaccepted', 'yes', '--no-labels', 'astray'], '\\-\\-unaccepted=yes, astray'],
])('the filters %j of an export are told in words', (filters, text) => {
  expect(told({ act: 'export', after: { filters } })).toEqual([`Filters: ${text}`]);
});

describe('what changed', () => {
  test('is told of what a command line did by the file, the numbers or whose key it was', () => {
    expect(told({ act: 'import', after: { file: 'a_b.jsonl' } })).toEqual(['File: “a\\_b.jsonl”']);
    expect(told({ act: 'samples_remove', after: { trees: 1_036, stories: 4 } })).toEqual([
      'Conversations: 1,036',
      'Stories: 4',
    ]);
    expect(told({ act: 'key_add', after: { client: 'site', trusted: true } })).toEqual([
      'For: “site”',
      'Trusted: on',
    ]);
  });

  test.each([
    ['weekly', false, true, 'Weekly summary: off → on'],
    ['kinds', [], ['rate_summary'], 'Kinds of tasks: all → Rate a summary'],
    ['languages', ['de'], ['pt-BR'], 'Languages: German → Brazilian Portuguese'],
    ['logChannel', '5', null, 'Log channel: <#5> → –'],
    ['postChannel', null, '6', 'Public message: – → <#6>'],
    ['name', 'A', 'B*', 'Name: “A” → “B\\*”'],
    ['goal', null, { of: 'messages', count: 1_200 }, 'Goal: – → 1,200 (accepted messages)'],
    ['opens_at', 1_000, null, 'Opens: <t:1:f> → –'],
    ['role', null, { id: '8', guild_id: '1' }, 'Only for: – → <@&8>'],
    ['text', '', 'Hello\nthere', 'Text: – → “Hello there”'],
    ['events', [], ['collection.tree_finished'], 'Events: all events → A conversation is finished'],
    [
      'mix',
      null,
      { prompts: 1, replies: 3, labels: 0, rankings: 0 },
      'Kinds of tasks: as in the whole collection → prompts 25%, replies 75%',
    ],
  ])('of %s is told as it was and as it is', (name, from, to, line) => {
    expect(told({ act: 'campaign_change', before: { [name]: from }, after: { [name]: to } })).toEqual([line]);
  });

  test('is told of a server that has no languages in other words than of a campaign, and not of no filters', () => {
    const change = { before: { languages: [] }, after: { languages: ['de'] } };
    expect(told({ act: 'server', ...change })).toEqual(['Languages: each person’s own → German']);
    expect(told({ act: 'campaign_change', ...change })).toEqual(['Languages: all → German']);
    expect(told({ act: 'export', after: { filters: [] } })).toEqual([]);
    expect(told({ act: 'export', after: { filters: ['--no-samples'] } })).toEqual([]);
  });

  test('of settings is told under their names and in their units', () => {
    const before = { taskValidityMs: 172_800_000, rankInitialPrompts: false, unheardOf: 1 };
    const after = { taskValidityMs: 3_600_000, rankInitialPrompts: true, unheardOf: { odd: true } };
    expect(told({ act: 'settings', before, after })).toEqual([
      'Hours to answer a task: 48 → 1',
      'Rank prompts: off → on',
      '`unheardOf`: 1 → –',
    ]);
  });

  test('has the reason and the undo behind it', () => {
    const undone = { by: 'discord:8', at: 5_000 };
    expect(told({ act: 'edit', before: { text: 'Old' }, reason: 'Rude\n*words*', undone })).toEqual([
      'Text: “Old”',
      '“Rude words”',
      'Taken back by <@8> (`8`) · <t:5:f>',
    ]);
  });
});

test.each(textLanguages)('eight of the longest entries fit into one message in %s', (locale) => {
  const long = '*_漢字 '.repeat(200);
  const all = Object.fromEntries(Object.keys(fields).map((name) => [name, long]));
  const longest = { ...entry, subject: long, before: all, after: all, reason: long };
  for (const act of ['campaign_change', 'text', 'settings', 'new']) {
    const words = translator.words(locale);
    const text = Array(8).fill(entryText({ ...longest, act }, words));
    expect(fits(notice(text.join('\n\n'), [], words('trail.title')))).toEqual([]);
  }
});
