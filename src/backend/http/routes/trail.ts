import { z } from 'zod';
import { Moment, most, Uuid } from '../../fields.ts';
import { readTrail } from '../../trail/read.ts';
import { TrailEntryResponseSchema } from '../../trail/responses.ts';
import { trailEntryView } from '../../trail/view.ts';
import type { Api } from '../api/endpoint.ts';

const MOST = 100;

/** Adds the trail: who did what, when, and how it was before. */
export function addTrailRoute({ add, backend }: Api): void {
  add(
    {
      method: 'get',
      path: '/extensions/trail',
      tag: 'extensions',
      summary:
        'What moderators and owners did, the newest first; what the rules did by themselves is left out',
      description:
        'The next page is what lies behind the last act of this one: `before` is its date, `before_id` its id.',
      ours: true,
      access: 'trusted',
      query: z.object({ before: Moment.optional(), before_id: Uuid.optional(), max_count: most(MOST, 20) }),
      answer: z.array(TrailEntryResponseSchema),
    },
    async ({ query: { before: at, before_id: id = '', max_count } }) => {
      const place = at === undefined ? undefined : { at, id };
      return (await readTrail(backend.db, place, max_count)).map(trailEntryView);
    },
  );
}
