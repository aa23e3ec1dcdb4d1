import { expect, test } from 'vitest';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { settledState, type Tree, type TreeNode, wantedTask } from '../../../src/backend/trees/rules.ts';

const prompt = node({ id: 'prompt' });

test('a refused prompt aborts its tree, an accepted one waits for the lottery', () => {
  expect(settle('initial_prompt_review', [{ ...prompt, accepted: undefined }])).toBe('initial_prompt_review');
  expect(settle('initial_prompt_review', [prompt])).toBe('prompt_lottery_waiting');
  expect(settle('initial_prompt_review', [{ ...prompt, accepted: false }])).toBe('aborted_low_grade');
});

test('a tree of its goal size waits for the last review before it is ranked', () => {
  const replies = [reply('a'), reply('b')];
  expect(settle('growing', [prompt, ...replies], { goalSize: 3 })).toBe('ranking');
  const waiting = reply('c', { accepted: undefined });
  expect(settle('growing', [prompt, ...replies, waiting], { goalSize: 3 })).toBe('growing');
});

test('a tree that can grow no further does not wait for a goal it cannot reach', () => {
  expect(settle('growing', [prompt, reply('a'), reply('b')], { maxDepth: 1, maxChildren: 2 })).toBe(
    'ranking',
  );
});

test('a tree with nothing to rank is finished at once', () => {
  expect(settle('ranking', [prompt, reply('a')])).toBe('ready_for_scoring');
});

test('a tree is finished when each reply of each set has its rankings', () => {
  const ranked = { rankingCount: 3 };
  expect(settle('ranking', [prompt, reply('a', ranked), reply('b')])).toBe('ranking');
  expect(settle('ranking', [prompt, reply('a', ranked), reply('b', ranked)])).toBe('ready_for_scoring');
});

test('a tree whose messages are all deleted is halted', () => {
  for (const state of ['growing', 'ranking'] as const)
    expect(settle(state, [{ ...prompt, deleted: true }])).toBe('halted_by_moderator');
});

test('a parent whose replies were all refused is offered again', () => {
  const refused = reply('a', { accepted: false });
  const tree = treeOf('growing', [prompt, refused], { maxChildren: 1 });
  expect(wantedTask(prompt, tree, defaults)).toBe('assistant_reply');
  expect(wantedTask(refused, tree, defaults)).toBeUndefined();
});

test('a parent with enough replies, or one still under review, waits for nothing', () => {
  const waiting = reply('a', { accepted: undefined });
  expect(
    wantedTask(prompt, treeOf('growing', [prompt, waiting], { maxChildren: 1 }), defaults),
  ).toBeUndefined();
  expect(wantedTask(waiting, treeOf('growing', [prompt, waiting]), defaults)).toBe('label_assistant_reply');
});

test('nothing is wanted of a deepest message, nor in a tree that is stopped', () => {
  const deepest = reply('a', { depth: 3, isAssistant: true });
  expect(wantedTask(deepest, treeOf('growing', [prompt, deepest]), defaults)).toBeUndefined();
  expect(wantedTask(prompt, treeOf('halted_by_moderator', [prompt]), defaults)).toBeUndefined();
});

test('replies of prompters are ranked only where the setting says so', () => {
  const parent = reply('parent', { rankingCount: 3 });
  const replies = ['x', 'y'].map((id) => node({ id, parentId: 'parent', depth: 2 }));
  const tree = treeOf('ranking', [prompt, parent, ...replies]);
  expect(wantedTask(parent, tree, { ...defaults, rankPrompterReplies: true })).toBe('rank_prompter_replies');
  expect(wantedTask(parent, tree, defaults)).toBeUndefined();
});

function settle(state: Tree['state'], nodes: readonly TreeNode[], limits: Partial<Tree> = {}) {
  return settledState(treeOf(state, nodes, limits), defaults);
}

function treeOf(state: Tree['state'], nodes: readonly TreeNode[], limits: Partial<Tree> = {}): Tree {
  return { state, goalSize: 12, maxDepth: 3, maxChildren: 3, nodes, ...limits };
}

function reply(id: string, facts: Partial<TreeNode> = {}) {
  return node({ id, parentId: 'prompt', depth: 1, isAssistant: true, ...facts });
}

function node(facts: Partial<TreeNode> & { id: string }): TreeNode {
  return {
    parentId: undefined,
    depth: 0,
    isAssistant: false,
    accepted: true,
    deleted: false,
    reviewCount: facts.accepted === undefined && 'accepted' in facts ? 0 : 3,
    rankingCount: 0,
    textKey: facts.id,
    ...facts,
  };
}
