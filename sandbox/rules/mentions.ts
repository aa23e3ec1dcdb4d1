import { type Problem, problem } from './problem.ts';

export type AllowedMentions = {
  parse?: (string | null)[] | null;
  users?: (string | null)[] | null;
  roles?: (string | null)[] | null;
} | null;

/** Naming somebody and allowing everybody of that kind exclude each other. */
export function mentionProblems(allowed: AllowedMentions | undefined): Problem[] {
  return (['users', 'roles'] as const).flatMap((key) =>
    allowed?.[key]?.length && allowed.parse?.includes(key)
      ? [
          problem(
            ['allowed_mentions'],
            'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
            `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
          ),
        ]
      : [],
  );
}

/** The ids of those whom these texts ping, in the order they are named. Without a say, every user named is pinged. */
export function pinged(texts: string[], allowed: AllowedMentions | undefined): string[] {
  const named = texts.flatMap((text) => [...text.matchAll(/<@!?(\d{17,20})>/g)].map(([, id = '']) => id));
  const may = (id: string) => !allowed || allowed.parse?.includes('users') || allowed.users?.includes(id);
  return [...new Set(named)].filter(may);
}
