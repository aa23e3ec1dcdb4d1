import type { Backend } from '../context.ts';
import { momentKey, type PageQuery, readListPage } from '../lists/cursor.ts';
import { listMessages, type MessageFilter } from './list.ts';
import { messageViews } from './message-view.ts';
import type { MessageRow } from './tables.ts';

type Seen = { viewerId: string | undefined; withAuthors?: boolean };

/** The newest messages of a filter, or the oldest, as somebody sees them. */
export async function newestMessages(
  backend: Backend,
  filter: MessageFilter,
  { max_count, desc, viewerId }: { max_count: number; desc: boolean } & Seen,
) {
  const stretch = { above: undefined, below: undefined, limit: max_count, desc };
  return messageViews(backend, await listMessages(backend.db, filter, stretch), viewerId);
}

/** One page of the messages of a filter, by date. */
export async function messagePage(
  backend: Backend,
  filter: MessageFilter,
  { viewerId, withAuthors, ...wish }: PageQuery & Seen,
) {
  const page = await readListPage(wish, (part) => listMessages(backend.db, filter, part), mark);
  const items = await messageViews(backend, page.items, viewerId, withAuthors);
  return { ...page, sort_key: 'created_date', items };
}

function mark({ id, created_at }: MessageRow) {
  return { id, key: momentKey(created_at) };
}
