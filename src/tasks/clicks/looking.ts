import { replaceDraft } from '../../store/drafts.ts';
import { kindOf } from '../kinds.ts';
import type { Parts } from '../parts.ts';
import type { Session } from '../session/session.ts';

/**
 * Looks at a draft that is kept already, and gives it with what was found, which is then kept as well: unless something
 * newer was entered meanwhile.
 */
export async function lookedAt(
  parts: Parts,
  { task, taskId, lang, personId }: Session,
  draft: unknown,
): Promise<unknown> {
  const kind = kindOf(task.type);
  if (!kind.toLookAt || !kind.lookedAt) return draft;
  if (kind.stage(task, draft) !== 'review' || !kind.isSendable(task, draft, parts.rules)) return draft;
  const found = await parts.look.at({ text: kind.toLookAt(draft), type: task.type, lang, personId });
  if (found.length === 0) return draft;
  const looked = kind.lookedAt(draft, found);
  await replaceDraft(parts.db, taskId, parts.clock.now(), [draft, looked]);
  return looked;
}
