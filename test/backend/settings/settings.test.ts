import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allKinds, defaults } from '../../../src/backend/settings/settings.ts';
import { SettingsError } from '../../../src/backend/settings/settings-error.ts';
import { readSettings } from '../../../src/backend/settings/settings-input.ts';
import { settingLines, settingsTable } from '../../../src/backend/settings/settings-table.ts';
import { freshFolder } from '../../support/folder.ts';

test('docs/settings.md has the table of all settings, as the schema has them', () => {
  const page = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');
  expect(rowsOf(page)).toEqual(rowsOf(settingsTable()));
  for (const { name, standard, rule, meaning } of settingLines())
    expect([name, standard, rule, meaning]).not.toContain('');
});

/** The cells of a table's rows, however its columns are aligned. */
function rowsOf(markdown: string) {
  const rows = markdown.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((line) => line.split('|').map((cell) => cell.trim()));
}

test('the defaults are those of the reference', () => {
  expect(defaults).toMatchObject({
    maxActiveTrees: 10,
    maxPromptsInReview: 100,
    maxPromptsWaiting: 250,
    maxTreeDepth: 3,
    maxChildren: 3,
    maxPrompterReplies: 1,
    goalTreeSize: 12,
    randomGoalTreeSize: false,
    minGoalTreeSize: 5,
    reviewsForPrompt: 3,
    reviewsForReply: 3,
    promptThreshold: 0.6,
    replyThreshold: 0.6,
    rankingsNeeded: 3,
    rankPrompterReplies: false,
    rankInitialPrompts: false,
    summaries: false,
    fullLabels: { label_initial_prompt: 1, label_assistant_reply: 1, label_prompter_reply: 0.25 },
    lonelyChildren: 2,
    preferLonely: 0.75,
    recentTaskMs: 300_000,
    maxPending: 8,
    redFlagLimit: 4,
    skipLimit: 25,
    backlogChance: 0.1,
    minActiveRankings: 0,
    textLimit: 2_000,
    duplicateTextMs: 7_200_000,
    taskValidityMs: 172_800_000,
    requireTerms: false,
    limits: {
      person: { most: 30, ms: 240_000 },
      assistantReply: { most: 4, ms: 120_000 },
      prompterReply: { most: 8, ms: 120_000 },
      withoutPerson: { most: 10_000, ms: 60_000 },
    },
    scoreEveryMs: { day: 300_000, week: 900_000, month: 3_600_000, total: 14_400_000 },
  });
});

test('backend.json is read, assignments win over it, and both over what comes with the samples', async () => {
  const dataDir = await freshFolder();
  await writeFile(
    join(dataDir, 'backend.json'),
    JSON.stringify({ goalTreeSize: 5, summaries: false, limits: { person: { most: 60 } } }),
  );
  const assignments = [
    'goalTreeSize=4',
    'limits.person.ms=1000',
    'closedToPrompts=["de"]',
    'requireTerms=true',
  ];
  const settings = await readSettings({ dataDir, assignments, base: allKinds });
  expect(settings).toEqual({
    ...defaults,
    ...allKinds,
    goalTreeSize: 4,
    summaries: false,
    closedToPrompts: ['de'],
    requireTerms: true,
    limits: { ...defaults.limits, person: { most: 60, ms: 1_000 } },
  });
});

test('without a file and assignments the defaults hold', async () => {
  expect(await readSettings({ dataDir: await freshFolder() })).toEqual(defaults);
});

test('everything that is wrong is said at once, a line for each', async () => {
  const dataDir = await freshFolder();
  await writeFile(join(dataDir, 'backend.json'), '{"reviewsForReply": 0, "limits": {"person": {"mots": 1}}}');
  const assignments = ['goalTreeSize=many', 'nonsense', 'gaolTreeSize=4', 'ratingScale.min=9'];
  const error = await readSettings({ dataDir, assignments }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SettingsError);
  const { problems } = error as SettingsError;
  expect(problems).toEqual([
    '--set nonsense must be name=value, such as goalTreeSize=4',
    'goalTreeSize must be a whole number from 1 to 10000',
    'reviewsForReply must be a whole number from 1 to 100',
    'ratingScale must be a scale whose min is below its max',
    'limits.person.mots is no setting; docs/settings.md lists them all',
    'gaolTreeSize is no setting; docs/settings.md lists them all',
  ]);
});

test.each([
  [
    ['randomGoalTreeSize=true', 'minGoalTreeSize=20'],
    'minGoalTreeSize must be at most goalTreeSize, which is 12, because randomGoalTreeSize is true',
  ],
  [
    ['randomGoalTreeSize=true', 'goalTreeSize=4'],
    'minGoalTreeSize must be at most goalTreeSize, which is 4, because randomGoalTreeSize is true',
  ],
  [['replyThreshold=1'], 'replyThreshold must be < 1, or nothing could ever be finished'],
  [['ratingScale.min=5', 'ratingScale.max=5'], 'ratingScale must be a scale whose min is below its max'],
])('%j contradict each other, and are refused with a line that says so', async (assignments, line) => {
  const error = await readSettings({ dataDir: await freshFolder(), assignments }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(SettingsError);
  expect(error.problems).toEqual([line]);
});

test('a smallest goal that nobody draws may be above the goal', async () => {
  const assignments = ['goalTreeSize=4'];
  expect(await readSettings({ dataDir: await freshFolder(), assignments })).toMatchObject({
    goalTreeSize: 4,
  });
});

test.each([
  ['{"goalTreeSize": ', 'must be JSON'],
  ['[4]', 'must be a JSON object'],
])('a file that holds %j is refused by its name', async (text, problem) => {
  const dataDir = await freshFolder();
  await writeFile(join(dataDir, 'backend.json'), text);
  await expect(readSettings({ dataDir })).rejects.toThrow(`backend.json ${problem}`);
});
