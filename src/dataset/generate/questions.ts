import type { Db } from '../../backend/db.ts';
import type { LeftOut } from '../export/left-out.ts';
import type { ExportRequest } from '../export/lines.ts';
import { exportRows } from '../export/lines.ts';
import { nameOf } from '../names.ts';
import { PromptLine } from '../schemas/prompt.ts';

/** A conversation that a model is to answer once more. */
export type Question = Pick<PromptLine, 'prompt' | 'message_id' | 'lang'>;

/** The ids of a model's replies to each message: those that are here, and those that wait in a file. */
export type Answered = ReadonlyMap<string, ReadonlySet<string>>;

/** Which messages of the collection a model has answered, by the names that they have in files. */
export async function answeredBy(
  db: Db,
  model: string,
): Promise<{ message_id: string; parent_id: string }[]> {
  const rows = await db
    .selectFrom('backend_messages as reply')
    .innerJoin('backend_messages as parent', 'parent.id', 'reply.parent_id')
    .select(['reply.id', 'reply.client', 'reply.frontend_message_id'])
    .select([
      'parent.id as parent_id',
      'parent.client as parent_client',
      'parent.frontend_message_id as parent_name',
    ])
    .where('reply.model_name', '=', model)
    .where('reply.deleted', '=', 0)
    .execute();
  return rows.map(({ parent_id, parent_client, parent_name, ...reply }) => ({
    message_id: nameOf(reply),
    parent_id: nameOf({ id: parent_id, client: parent_client, frontend_message_id: parent_name }),
  }));
}

/**
 * The chosen conversations, each as often as it has fewer replies than it should; `skip` is told of those that have all.
 * They are read as they are asked for.
 */
export async function* questionsIn(
  db: Db,
  wish: ExportRequest,
  {
    answered,
    replies,
    leftOut,
    skip,
  }: { answered: Answered; replies: number; leftOut: LeftOut; skip(): void },
): AsyncGenerator<Question> {
  for await (const { rows } of exportRows(db, wish, { note() {}, leftOut }))
    for (const row of rows) {
      const { prompt, message_id, lang } = PromptLine.parse(row);
      const missing = replies - (answered.get(message_id)?.size ?? 0);
      if (missing <= 0) skip();
      for (let times = 0; times < missing; times += 1) yield { prompt, message_id, lang };
    }
}
