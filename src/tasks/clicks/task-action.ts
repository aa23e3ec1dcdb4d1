import type { Action } from '../../discord/action.ts';
import { NO_SUBJECT } from '../../discord/custom-id.ts';
import type { DeferMode } from '../../discord/reply.ts';
import { Id } from '../../oasst/protocol.ts';
import type { Parts } from '../parts.ts';

/** An action whose subject is a task, or nothing in particular. */
export function taskAction(name: string, deferMode: DeferMode, run: Action<Parts>['run']): Action<Parts> {
  return {
    name,
    deferMode,
    isSubject: (subject) => subject === NO_SUBJECT || Id.safeParse(subject).success,
    run,
  };
}
