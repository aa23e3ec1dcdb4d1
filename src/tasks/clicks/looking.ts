import { replaceDraft } from '../../store/drafts.ts';
import { kindOf } from '../kinds.ts';
import type { Parts } from '../parts.ts';
import type { Looked } from '../second-look/looked.ts';
import type { Warning } from '../second-look/warning.ts';
import type { Session } from '../session/session.ts';

/** A look at a draft that has begun. */
export type BegunLook = { text: string; found: () => Promise<Warning[]> };

/** Begins to look at what will be kept as a draft; undefined where there is nothing to look at. */
export function beginLook(parts: Parts, session: Session, draft: unknown): BegunLook | undefined {
  const looked = toLookAt(parts, session, draft);
  return looked && { text: looked.text, found: parts.look.begin(looked) };
}

/**
 * Looks at a draft that is kept already, and gives it with what was found, which is then kept as well: unless something
 * newer was entered meanwhile. A look that was `begun` at the same text goes on.
 */
export async function lookedAt(
  parts: Parts,
  session: Session,
  draft: unknown,
  begun: BegunLook | undefined,
): Promise<unknown> {
  const looked = toLookAt(parts, session, draft);
  if (!looked) return draft;
  const found = await (begun?.text === looked.text ? begun.found : parts.look.begin(looked))();
  if (found.length === 0) return draft;
  const noted = kindOf(session.task.type).lookedAt?.(draft, found) ?? draft;
  await replaceDraft(parts.db, session.taskId, parts.clock.now(), [draft, noted]);
  return noted;
}

function toLookAt({ rules }: Parts, { task, lang, personId }: Session, draft: unknown): Looked | undefined {
  const kind = kindOf(task.type);
  if (!kind.toLookAt || !kind.lookedAt) return undefined;
  if (kind.stage(task, draft) !== 'review' || !kind.isSendable(task, draft, rules)) return undefined;
  return { text: kind.toLookAt(draft), type: task.type, lang, personId };
}
