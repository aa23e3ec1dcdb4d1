import type { Action } from '../../discord/turn.ts';
import type { Parts } from '../parts.ts';
import { answering } from './answering.ts';
import { agreeing } from './consent.ts';
import { moving } from './moving.ts';
import { reading } from './reading.ts';
import { reporting } from './reporting.ts';
import { skipping } from './skipping.ts';

/** Every button, select and form there is. `awaited` holds the tasks whose answer somebody is waiting for just now. */
export function taskActions(parts: Parts, awaited: Set<string>): Action[] {
  const groups = [agreeing, skipping, moving, reading, reporting];
  return [...answering(parts, awaited), ...groups.flatMap((group) => group(parts))];
}
