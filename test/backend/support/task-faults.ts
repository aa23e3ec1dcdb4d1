import type { Db } from '../../../src/backend/db.ts';

const results = ['backend_messages', 'backend_summaries', 'backend_labels'] as const;

/** What is wrong between tasks and what was given for them, and between summaries and their ratings. */
export async function taskFaults(db: Db): Promise<string[]> {
  const tasks = await db.selectFrom('backend_tasks').select(['id', 'done_at', 'collective']).execute();
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const written: string[] = [];
  for (const table of results)
    for (const { task_id } of await db.selectFrom(table).select('task_id').execute())
      if (task_id !== null && byId.get(task_id)?.collective !== 1) written.push(task_id);
  const seen = new Set<string>();
  return [
    ...written.flatMap((id) => {
      const isDouble = seen.has(id);
      seen.add(id);
      const task = byId.get(id);
      const isOpen = task?.done_at === null;
      return [
        ...(isDouble ? [`task ${id} was answered twice`] : []),
        ...(isOpen ? [`task ${id} was answered and is open`] : []),
      ];
    }),
    ...(await summaryFaults(db)),
  ];
}

async function summaryFaults(db: Db): Promise<string[]> {
  const summaries = await db.selectFrom('backend_summaries').select(['id', 'rating_count']).execute();
  const ratings = await db.selectFrom('backend_ratings').select('summary_id').execute();
  const bySummary = Map.groupBy(ratings, ({ summary_id }) => summary_id);
  return summaries.flatMap(({ id, rating_count }) => {
    const count = bySummary.get(id)?.length ?? 0;
    return rating_count === count ? [] : [`summary ${id} counts ${rating_count} ratings of ${count}`];
  });
}
