import { expect } from 'vitest';
import type { Db } from '../../../src/backend/db.ts';
import type { TreeState } from '../../../src/backend/trees/tables.ts';
import { collectionFaults } from './collection-faults.ts';

// Where a tree may go by itself. Moderators may stop any tree and start it again, but for one that waits.
const arrows: Record<TreeState, readonly TreeState[]> = {
  initial_prompt_review: ['prompt_lottery_waiting', 'aborted_low_grade', 'halted_by_moderator'],
  prompt_lottery_waiting: ['growing', 'halted_by_moderator'],
  growing: ['ranking', 'aborted_low_grade', 'halted_by_moderator'],
  ranking: ['ready_for_scoring', 'halted_by_moderator'],
  ready_for_scoring: ['ready_for_export', 'scoring_failed'],
  ready_for_export: [],
  scoring_failed: ['ready_for_scoring', 'ranking'],
  aborted_low_grade: [],
  halted_by_moderator: [],
  backlog_ranking: ['ranking', 'aborted_low_grade'],
};

/** Where a tree may come to without a moderator: a single call may take it along several arrows. */
export function reachable(from: TreeState): TreeState[] {
  const found = new Set<TreeState>(arrows[from]);
  for (const state of found) for (const next of arrows[state]) found.add(next);
  return [...found];
}

/** The state of every tree. */
export async function treeStatesOf(db: Db): Promise<Map<string, TreeState>> {
  const rows = await db.selectFrom('backend_trees').select(['id', 'state']).execute();
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/** Fails unless what is counted equals the rows, nobody answered twice, and every message may stand where it stands. */
export async function checkCollection(db: Db): Promise<void> {
  expect(await collectionFaults(db)).toEqual([]);
}
