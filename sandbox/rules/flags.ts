import { type Problem, problem } from './problem.ts';

/** The message flags the sandbox knows, by Discord's names. */
export const flag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const onCreation = flag.suppressEmbeds | flag.ephemeral | flag.suppressNotifications | flag.componentsV2;

/** What may not be set on a new message. Only answers to interactions can be ephemeral. */
export function newFlagProblems(flags: number, where: 'interaction' | 'channel'): Problem[] {
  const allowed = where === 'interaction' ? onCreation : onCreation & ~flag.ephemeral;
  return (flags & ~allowed) === 0 ? [] : [invalid('This flag cannot be set on this message')];
}

/** On a deferral EPHEMERAL is the only flag; the others come with the edit. */
export function deferralFlagProblems(flags: number): Problem[] {
  return (flags & ~flag.ephemeral) === 0 ? [] : [invalid('Only EPHEMERAL is allowed on a deferred message')];
}

/** An edit may repeat the flags a message has; it may not make a public message ephemeral. */
export function editFlagProblems(flags: number, existing: number): Problem[] {
  const allowed = existing | flag.suppressEmbeds | flag.componentsV2;
  return (flags & ~allowed) === 0 ? [] : [invalid('This flag cannot be set by an edit')];
}

const invalid = (message: string) => problem(['flags'], 'MESSAGE_FLAGS_INVALID', message);
