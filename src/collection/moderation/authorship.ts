import type { FrontEndUser } from '../../oasst/people.ts';

/**
 * Who wrote a message, for whoever decides about it: a `member` of Discord, who reads why they are disabled and may appeal;
 * somebody from `elsewhere`, who does not; somebody who has `left` for good; `nobody`, as with samples and imports; or
 * `untold`, where the task server does not say.
 */
export type Authorship = 'member' | 'elsewhere' | 'left' | 'nobody' | 'untold';

type Author = Pick<FrontEndUser, 'id' | 'auth_method' | 'deleted'>;

/** An unlinked account stays one of Discord's, but its name is no Discord id any more. */
export function authorshipOf(author: Author | null | undefined): Authorship {
  if (!author) return 'untold';
  if (author.auth_method === 'system') return 'nobody';
  const isUnlinked = author.auth_method === 'discord' && !/^\d+$/.test(author.id);
  if (author.deleted || isUnlinked) return 'left';
  return author.auth_method === 'discord' ? 'member' : 'elsewhere';
}

/** Whether there is an account to disable, so that its person gets no tasks any more. */
export function canBeDisabled(authorship: Authorship): authorship is 'member' | 'elsewhere' {
  return authorship === 'member' || authorship === 'elsewhere';
}
