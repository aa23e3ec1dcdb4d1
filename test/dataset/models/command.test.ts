import { readdir } from 'node:fs/promises';
// Who is how strong, from rankings to the table, and what an export makes of it.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../../src/store/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { seededRandom } from '../../support/random.ts';
import { data } from '../support/command.ts';

type Reply = { id: string; model?: string; text?: string; rank?: number };
type Ballot = { by: string; order: readonly string[]; unusable?: boolean };

/** Lines of a finished tree with replies, and of the rankings of these; a reply without a model is a person's. */
function tree(id: string, replies: readonly Reply[], ballots: readonly Ballot[]): object[] {
  const ranking = ballots.map(({ by, order, unusable = false }) => ({
    type: 'ranking',
    user_id: by,
    ranking: [...order.keys()],
    ranked_message_ids: order.map((reply) => `${id}-${reply}`),
    ranking_parent_id: id,
    message_tree_id: id,
    not_rankable: unusable,
  }));
  const prompt = {
    message_id: id,
    text: `Why ${id}?`,
    lang: 'en',
    role: 'prompter',
    tree_state: 'ready_for_export',
  };
  return [
    { ...prompt, events: { ranking } },
    ...replies.map(({ id: reply, model, text = `${reply} of ${id}`, rank }) => ({
      message_id: `${id}-${reply}`,
      parent_id: id,
      role: 'assistant',
      text,
      lang: 'en',
      synthetic: model !== undefined,
      ...{ model_name: model ?? null, rank: rank ?? null },
    })),
  ];
}

async function collection(...trees: object[][]): Promise<string> {
  const cwd = await freshFolder();
  await (await openDatabase({ dataDir: join(cwd, 'data') })).destroy();
  const input = trees
    .flat()
    .map((line) => JSON.stringify(line))
    .join('\n');
  expect(await data(['import', '-'], { cwd }, input)).toMatchObject({ code: 0, stderr: '' });
  return cwd;
}

const two = [
  { id: 'a', model: 'good' },
  { id: 'b', model: 'poor' },
];
const Standings = z.object({
  units: z.number(),
  comparisons: z.number(),
  models: z.array(
    z.object({
      model: z.string().nullable(),
      synthetic: z.boolean(),
      ...{
        replies: z.number(),
        comparisons: z.number(),
        won: z.number(),
        tied: z.number(),
        lost: z.number(),
      },
      ...{ strength: z.number(), low: z.number().nullable(), high: z.number().nullable(), group: z.number() },
    }),
  ),
});

async function standings(cwd: string, ...options: string[]) {
  const { stdout, code } = await data(['models', '--json', ...options], { cwd });
  expect(code).toBe(0);
  return Standings.parse(JSON.parse(stdout));
}

test('every two replies of different models that a person has ordered are a comparison', async () => {
  const cwd = await collection(
    tree(
      'p',
      [...two, { id: 'c', model: 'poor' }, { id: 'd' }],
      [
        { by: 'u1', order: ['a', 'b', 'c', 'd'] },
        { by: 'u2', order: ['d', 'a', 'c', 'b'] },
        { by: 'u3', order: ['b', 'a', 'c', 'd'], unusable: true },
      ],
    ),
  );
  const { models, ...all } = await standings(cwd);
  expect(all).toEqual({ units: 2, comparisons: 10 });
  const counts = models.map(({ model, synthetic, replies, comparisons, won, lost }) => [
    ...[model, synthetic, replies, comparisons, won, lost],
  ]);
  expect(counts).toEqual([
    ['good', true, 1, 6, 5, 1],
    [null, false, 1, 6, 3, 3],
    ['poor', true, 2, 8, 2, 6],
  ]);
  expect((await standings(cwd, '--independent', 'conversations')).units).toBe(1);
  const [first] = (await standings(cwd, '--independent', 'conversations')).models;
  expect([first?.low, first?.high]).toEqual([null, null]);
});

test('replies of the same text are a tie', async () => {
  const same = [
    { id: 'a', model: 'good', text: 'Air.' },
    { id: 'b', model: 'poor', text: ' Air.\n' },
  ];
  const cwd = await collection(tree('p', same, [{ by: 'u1', order: ['a', 'b'] }]));
  expect((await standings(cwd)).models.map(({ tied, won, strength }) => [tied, won, strength])).toEqual([
    [1, 0, 0],
    [1, 0, 0],
  ]);
});

test('who left no longer counts, and who never met is in another group', async () => {
  const cwd = await collection(
    tree('p', two, [
      { by: 'u1', order: ['a', 'b'] },
      { by: 'u2', order: ['b', 'a'] },
    ]),
    tree('q', [{ id: 'a', model: 'third' }, { id: 'b' }], [{ by: 'u1', order: ['a', 'b'] }]),
    [{ message_id: 'z', text: 'By the second?', lang: 'en', user_id: 'u2', tree_state: 'ready_for_export' }],
  );
  const { models } = await standings(cwd);
  expect(models.map(({ model, group }) => [model, group]).toSorted()).toEqual(
    [
      ['good', 1],
      ['poor', 1],
      ['third', 2],
      [null, 2],
    ].toSorted(),
  );
  const page = await data(['models'], { cwd });
  expect(page.stdout).toContain('| `third` (group 2) | 1 | 1 | 1 | 0 | 0 |');
  expect(page.stdout).toContain('compare within a group');
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await db.updateTable('backend_users').set({ enabled: 0 }).where('username', '=', 'u2').execute();
  await db.destroy();
  const good = (await standings(cwd)).models.find(({ model }) => model === 'good');
  expect([good?.won, good?.lost]).toEqual([1, 0]);
});

test('strengths of a simulated crowd are found again within their intervals', async () => {
  const truth = new Map([
    ['strong', 0.9],
    ['middling', 0.1],
    ['weak', -1],
  ]);
  const random = seededRandom(11);
  const gumbel = () => -Math.log(-Math.log(random()));
  const models = [...truth.keys()];
  const trees = Array.from({ length: 150 }, (_, index) => {
    const order = () =>
      models
        .map((model) => ({ model, liking: (truth.get(model) ?? 0) + gumbel() }))
        .toSorted((a, b) => b.liking - a.liking)
        .map(({ model }) => model);
    const ballots = [0, 1].map((voter) => ({ by: `u${(index + 7 * voter) % 20}`, order: order() }));
    return tree(
      `p${index}`,
      models.map((model) => ({ id: model, model })),
      ballots,
    );
  });
  const found = await standings(await collection(...trees));
  expect(found).toMatchObject({ units: 300, comparisons: 900 });
  for (const { model, low, high } of found.models) {
    const strength = truth.get(model ?? '') ?? Number.NaN;
    expect(low).toBeLessThan(strength);
    expect(high).toBeGreaterThan(strength);
  }
});

test('without a prior nobody may be unbeaten, and where nothing was compared it says so', async () => {
  const cwd = await collection(tree('p', two, [{ by: 'u1', order: ['a', 'b'] }]));
  expect(await data(['models', '--prior', '0'], { cwd })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('their strength is infinite: leave --prior 0 out'),
  });
  expect(await data(['models', '--lang', 'de'], { cwd })).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^Left out: 1 tree in other languages .*\nNobody has ranked replies of different models/,
    ),
  });
});

test('an export ranked by model has pairs where nobody ranked, and the order of the models elsewhere', async () => {
  const cwd = await collection(
    ...['p1', 'p2', 'p3'].map((id) => tree(id, two, [{ by: 'u1', order: ['a', 'b'] }])),
    tree('q', two, [{ by: 'u1', order: ['b', 'a'] }]),
    tree('r', [...two, { id: 'c', model: 'unseen' }], []),
  );
  const pairs = async (...options: string[]) => {
    const { stdout } = await data(['export', '--format', 'pairs', ...options], { cwd });
    const lines = stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    return lines.map(({ chosen_id, chosen_rank, margin }) => [chosen_id, chosen_rank, margin]).toSorted();
  };
  expect(await pairs('--pairs', 'majority')).toHaveLength(4);
  expect(await pairs('--rank-by', 'model')).toEqual([
    ['p1-a', 0, 1],
    ['p2-a', 0, 1],
    ['p3-a', 0, 1],
    ['r-a', 0, null],
  ]);
  expect(await pairs('--rank-by', 'model', '--pairs', 'all')).toContainEqual(['q-a', 0, -1]);
  const best = await data(['export', '--format', 'sft', '--synthetic', 'yes', '--rank-by', 'model'], { cwd });
  const models = best.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line).model_name);
  expect(models).toEqual(Array(5).fill('good'));
});

test('where nothing was compared, there is nothing to rank by, which is said, and no file is left', async () => {
  const cwd = await freshFolder();
  const lines = [
    { message_id: 'p', text: 'Why?', lang: 'en' },
    ...['a', 'b'].map((id, rank) => ({
      ...{ message_id: id, parent_id: 'p', role: 'assistant', text: id, lang: 'en', rank, model_name: id },
    })),
  ];
  await data(['import', '-'], { cwd }, lines.map((line) => JSON.stringify(line)).join('\n'));
  const asked = ['export', 'x.jsonl', '--format', 'pairs', '--state', 'all', '--rank-by', 'model'];
  const { code, stderr } = await data(asked, { cwd });
  expect(code).toBe(1);
  expect(stderr).toContain(
    'Nobody has ranked replies of different models, or of a model and a person, there. --rank-by model would rank by nothing.',
  );
  expect((await readdir(cwd)).filter((name) => name.endsWith('.jsonl'))).toEqual([]);
});

test.each([
  [['models', 'out.md'], 'It writes to the standard output: use > out.md'],
  [['models', '--prior', '-1'], '--prior must be a number from 0 to 100'],
  [['models', '--independent', 'days'], '--independent must be one of ballots, people, conversations'],
  [['models', '--labels'], "Unknown option '--labels'"],
  [['export', '--rank-by', 'model'], '--rank-by says nothing about trees'],
  [['export', '--format', 'sft', '--rank-by', 'model'], 'add --synthetic yes'],
] as const)('%j is no way to ask', async (args, reason) => {
  const { code, stderr } = await data(args, { cwd: await freshFolder() });
  expect(code).toBe(64);
  expect(stderr).toContain(reason);
});
