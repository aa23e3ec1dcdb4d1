import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { changes, type SessionEvent } from './states.ts';

/** What changes a session by an event, if it is in a state that the event may come from. */
export function moving(db: Kysely<Schema>, taskId: string, event: SessionEvent, now: number) {
  const { from, to } = changes[event];
  return db
    .updateTable('sessions')
    .set({ state: to, updated_at: now })
    .where('task_id', '=', taskId)
    .where('state', 'in', [...from]);
}

/** Whether a session was last changed by an earlier interaction, or by none. */
export function isBefore(turn: string) {
  return (eb: ExpressionBuilder<Schema, 'sessions'>) =>
    eb.or([eb('last_turn', 'is', null), eb('last_turn', '<', turn)]);
}

const TURN_DIGITS = 20;

/** Interaction ids of one length, so that as texts they have the order in which they were made. */
export function turnOf(interactionId: string): string {
  return interactionId.padStart(TURN_DIGITS, '0');
}
