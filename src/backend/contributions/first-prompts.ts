import type { Outcome } from '../../oasst/judgements.ts';
import type { Db } from '../db.ts';
import type { Settings } from '../settings/settings.ts';
import { Payload } from '../tasks/task-row.ts';
import type { TreeState } from '../trees/tables.ts';

type Ranking = { id: string; payload: string };

/** The prompt that somebody put first, with what became of it. */
export type FirstPrompt = { text: string; outcome: Outcome };

/**
 * The prompts somebody put first in these rankings of prompts, by the ids of the tasks; one statement, or none. A ranking
 * that one of the same prompt has replaced, or that found none usable, put none first.
 */
export async function firstPrompts(
  db: Db,
  userId: string,
  rankings: readonly Ranking[],
  { rankingsNeeded: needed }: Pick<Settings, 'rankingsNeeded'>,
): Promise<Map<string, FirstPrompt>> {
  const prompts = rankings.flatMap(({ payload }) => Payload.parse(JSON.parse(payload)).candidates);
  if (prompts.length === 0) return new Map();
  const tasks = rankings.map(({ id }) => id);
  const rows = await db
    .selectFrom('backend_prompt_votes as vote')
    .innerJoin('backend_messages as message', 'message.id', 'vote.prompt_id')
    .innerJoin('backend_trees as tree', 'tree.id', 'vote.prompt_id')
    .select(['vote.task_id', 'message.text', 'message.deleted', 'tree.state', 'tree.prompt_votes'])
    .where('vote.prompt_id', 'in', prompts)
    .where('vote.user_id', '=', userId)
    .where('vote.task_id', 'in', tasks)
    .where('vote.place', '=', 0)
    .where('vote.not_rankable', '=', 0)
    .execute();
  const told = ({ text, deleted, state, prompt_votes: rankings }: (typeof rows)[number]): FirstPrompt => {
    const conversation = conversationIn[state];
    return deleted === 1 || conversation === 'gone'
      ? { text: '', outcome: { is: 'gone' } }
      : { text, outcome: { is: 'compared', rankings, needed, conversation } };
  };
  return new Map(rows.map((row) => [row.task_id, told(row)]));
}

/** How far the conversation of a prompt is, in a state of its tree. */
const conversationIn: Readonly<Record<TreeState, 'waiting' | 'growing' | 'finished' | 'gone'>> = {
  initial_prompt_review: 'waiting',
  prompt_lottery_waiting: 'waiting',
  growing: 'growing',
  ranking: 'growing',
  backlog_ranking: 'growing',
  ready_for_scoring: 'growing',
  ready_for_export: 'finished',
  scoring_failed: 'gone',
  aborted_low_grade: 'gone',
  halted_by_moderator: 'gone',
};
