import { z } from 'zod';
import type { Campaign } from '../oasst/campaigns.ts';
import { TaskRequestType } from '../oasst/protocol.ts';

/** What somebody wants to work on: a type of task or any, in a language, and in a campaign if they have chosen one. */
export type TaskFilter = { type: TaskRequestType; lang: string; campaign?: Campaign };

/** What somebody gets once they have agreed: a task, or the list of what is open. */
export type Goal = TaskFilter & { isList?: boolean };

const LIST = 'list';

const Argument = z.object({ type: TaskRequestType, lang: z.string().regex(/^[A-Za-z0-9-]{1,15}$/) });

/**
 * A filter as the argument of a control: `random.pt-BR`, at most 40 characters for any type. Somebody's campaign is kept
 * with them, so that no control has to name it.
 */
export function filterArgument({ type, lang }: TaskFilter): string {
  return `${type}.${lang}`;
}

/** Reads one back; undefined for what is none. */
export function readFilter(argument: string): TaskFilter | undefined {
  const [type, lang] = argument.split('.');
  return Argument.safeParse({ type, lang }).data;
}

/** The same with whether the list of what is open is wanted: `random.pt-BR.list`. */
export function goalArgument({ isList = false, ...filter }: Goal): string {
  return isList ? `${filterArgument(filter)}.${LIST}` : filterArgument(filter);
}

/** Reads one back; undefined for what is none. */
export function readGoal(argument: string): Goal | undefined {
  const filter = readFilter(argument);
  return filter && { ...filter, isList: argument.split('.')[2] === LIST };
}

/** The type of task a control names; any, when it names none. */
export function readType(argument: string): TaskRequestType {
  return TaskRequestType.catch('random').parse(argument);
}
