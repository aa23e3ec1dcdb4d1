import type { Action } from '../../discord/action.ts';
import type { Audience } from '../../discord/audience.ts';
import { NO_SUBJECT } from '../../discord/custom-id.ts';
import type { DeferMode } from '../../discord/reply.ts';
import { Id } from '../../oasst/protocol.ts';
import type { Parts } from '../parts.ts';

/** An action whose subject is a task, or nothing in particular. */
export function taskAction(
  name: string,
  deferMode: DeferMode,
  run: Action<Parts>['run'],
  audience: Audience = 'contributor',
): Action<Parts> {
  return {
    name,
    for: audience,
    deferMode,
    isSubject: (subject) => subject === NO_SUBJECT || Id.safeParse(subject).success,
    run,
  };
}
