import { wireDate } from '../dates.ts';
import type { Db } from '../db.ts';
import { storedLabels } from '../messages/stored-labels.ts';
import type { MessageRow } from '../messages/tables.ts';
import type { TreeState } from '../trees/tables.ts';
import { type FlagRow, flagView } from './flags.ts';

/** What a moderator needs to decide: each flagged message with its text, where it is, and who reported it for what. */
export async function reportViews(db: Db, flags: readonly FlagRow[]) {
  const ids = flags.map(({ message_id }) => message_id);
  if (ids.length === 0) return [];
  const messages = new Map((await messagesWithStates(db, ids)).map((message) => [message.id, message]));
  const reports = Map.groupBy(await reportsOn(db, ids), ({ message_id }) => message_id);
  const flagged = Map.groupBy(await redFlags(db, ids), ({ message_id }) => message_id);
  return flags.flatMap((flag) => {
    const message = messages.get(flag.message_id);
    if (!message) return [];
    return {
      ...flagView(flag),
      ...messageFacts(message),
      red_flags: flagged.get(flag.message_id)?.map(({ user_id }) => user_id) ?? [],
      reports: (reports.get(flag.message_id) ?? []).map(reportView),
    };
  });
}

function messageFacts(message: MessageRow & { state: TreeState }) {
  return {
    text: message.text,
    lang: message.lang,
    is_assistant: message.is_assistant === 1,
    user_id: message.user_id,
    parent_id: message.parent_id,
    message_tree_id: message.tree_id,
    tree_state: message.state,
    deleted: message.deleted === 1,
  };
}

function reportView(report: { user_id: string; text: string; labels: string; created_at: number }) {
  return {
    user_id: report.user_id,
    text: report.text,
    labels: storedLabels(report),
    created_date: wireDate(report.created_at),
  };
}

function messagesWithStates(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('backend_messages')
    .innerJoin('backend_trees', 'backend_trees.id', 'backend_messages.tree_id')
    .selectAll('backend_messages')
    .select('backend_trees.state')
    .where('backend_messages.id', 'in', ids)
    .execute();
}

function reportsOn(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('backend_labels')
    .select(['message_id', 'user_id', 'text', 'labels', 'created_at'])
    .where('message_id', 'in', ids)
    .where('kind', '=', 'report')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

function redFlags(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('backend_emojis')
    .select(['message_id', 'user_id'])
    .where('message_id', 'in', ids)
    .where('emoji', '=', 'red_flag')
    .orderBy('created_at')
    .orderBy('user_id')
    .execute();
}
