import { keepProgress } from '../../stats/progress.ts';
import { ProgressResponseSchema } from '../../stats/progress-response.ts';
import type { Api } from '../api/endpoint.ts';

/** Adds how far the collection is. */
export function addProgressRoute({ add, backend }: Api): void {
  const progress = keepProgress(backend);
  add(
    {
      method: 'get',
      path: '/extensions/progress',
      tag: 'stats',
      summary: 'How far the collection is: trees against the goal, languages, days, and what is wanted',
      description: 'Counted at most once a minute.',
      ours: true,
      access: 'trusted',
      answer: ProgressResponseSchema,
    },
    progress,
  );
}
