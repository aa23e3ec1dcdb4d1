import type { Selectable } from 'kysely';
import { Task } from '../../oasst/tasks.ts';
import { type SessionState, type SessionsTable, sessionStates } from '../../store/tables.ts';
import { kindOf } from '../kinds.ts';

/** What is known of a task in somebody's hands besides the task itself. Times are epoch milliseconds. */
export type SessionFacts = {
  taskId: string;
  personId: string;
  /** The type of the task. */
  type: string;
  /** What was asked for: a task type or `random`. */
  requested: string;
  lang: string;
  /** `unknown` for a state that only a newer version knows: it is left to that one, and nothing changes it here. */
  state: SessionState | 'unknown';
  /** The id the task is acked with; null until it has been shown. */
  messageId: string | null;
  refusalCode: number | null;
  /** What was entered has been changed since it came back: the refusal is not about these words. */
  isAmended: boolean;
  expiresAt: number;
  /** When its state last changed. */
  updatedAt: number;
  /** The turn of the click that changed it, or what was entered for it, last; null before the first. */
  lastTurn: string | null;
};

/** A task in somebody's hands. */
export type Session = SessionFacts & { task: Task };

/** A session whose task was stored in a form that this version does not take, or cannot put on a card. */
export type UnreadableSession = SessionFacts & { task: undefined };

/** A session as it is read: its task may be from another version. */
export type StoredSession = Session | UnreadableSession;

export type SessionRow = Selectable<SessionsTable>;

/** A session out of its row. */
export function sessionOf(row: SessionRow): StoredSession {
  return {
    taskId: row.task_id,
    personId: row.person_id,
    type: row.type,
    task: taskIn(row.task),
    requested: row.requested,
    lang: row.lang,
    state: sessionStates.find((state) => state === row.state) ?? 'unknown',
    messageId: row.message_id,
    refusalCode: row.refusal_code,
    isAmended: row.amended === 1,
    expiresAt: row.expires_at,
    updatedAt: row.updated_at,
    lastTurn: row.last_turn,
  };
}

/** Whether the task of a session can be shown. */
export function isReadable(session: StoredSession): session is Session {
  return session.task !== undefined;
}

function taskIn(json: string): Task | undefined {
  try {
    const { data: task } = Task.safeParse(JSON.parse(json));
    return task && kindOf(task.type).canShow(task) ? task : undefined;
  } catch {
    return undefined; // not even JSON
  }
}
