import { z } from 'zod';
import { Switch, Uuid } from '../../fields.ts';
import { momentKey, pageQuery, readListPage } from '../../lists/cursor.ts';
import { flagQueue, flagView, listFlags, markProcessed } from '../../moderation/flags.ts';
import { reportViews } from '../../moderation/reports.ts';
import {
  FlaggedMessagePageResponseSchema,
  FlaggedMessageResponseSchema,
  ReportedMessagePageResponseSchema,
} from '../../moderation/responses.ts';
import type { Api } from '../api/endpoint.ts';

const tag = 'admin';

/** Adds what shows moderators the messages with a red flag. */
export function addFlaggedMessageRoutes({ add, backend: { db } }: Api): void {
  add(
    {
      method: 'get',
      path: '/admin/flagged_messages',
      tag,
      summary: 'Messages with a red flag, those nobody has looked at first',
      access: 'trusted',
      query: z.object({ max_count: z.coerce.number().int().min(1).max(10_000) }),
      answer: z.array(FlaggedMessageResponseSchema),
    },
    async ({ query }) => (await flagQueue(db, query.max_count)).map(flagView),
  );

  add(
    {
      method: 'get',
      path: '/admin/flagged_messages/cursor',
      tag,
      summary: 'Messages with a red flag in pages',
      access: 'trusted',
      query: z.object(pageQuery(1_000, 10)),
      answer: FlaggedMessagePageResponseSchema,
    },
    async ({ query }) => {
      const page = await readListPage(
        query,
        (part) => listFlags(db, part),
        ({ message_id, created_at }) => ({ id: message_id, key: momentKey(created_at) }),
      );
      return { ...page, sort_key: 'created_date', items: page.items.map(flagView) };
    },
  );

  add(
    {
      method: 'get',
      path: '/admin/flagged_messages/reports',
      tag,
      summary: 'Messages with a red flag in pages, with their texts, and who reported them for what',
      ours: true,
      access: 'trusted',
      query: z.object({
        ...pageQuery(1_000, 10),
        processed: Switch.optional().describe('Only those that somebody, or nobody, has looked at.'),
      }),
      answer: ReportedMessagePageResponseSchema,
    },
    async ({ query }) => {
      const page = await readListPage(
        query,
        (part) => listFlags(db, part, query.processed),
        ({ message_id, created_at }) => ({ id: message_id, key: momentKey(created_at) }),
      );
      return { ...page, sort_key: 'created_date', items: await reportViews(db, page.items) };
    },
  );

  add(
    {
      method: 'post',
      path: '/admin/flagged_messages/{message_id}/processed',
      tag,
      summary: 'Notes that a flagged message was looked at',
      access: 'trusted',
      params: z.object({ message_id: Uuid }),
      answer: FlaggedMessageResponseSchema,
    },
    async ({ params }) => flagView(await markProcessed(db, params.message_id)),
  );
}
