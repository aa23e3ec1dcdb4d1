import type { InteractionBase } from './interaction.ts';

/** Who a command or control is for, by their standing with the collection and the server. */
export const audiences = ['everybody', 'contributor', 'server_manager', 'moderator', 'owner'] as const;
export type Audience = (typeof audiences)[number];

/** One audience, or one for each subcommand by its first word. */
export type Audiences = Audience | Readonly<Record<string, Audience>>;

/** Looks whether somebody is one of those whom something is for, at this moment. @throws what is then put into words */
export type Authorize = (audience: Audience, interaction: InteractionBase) => Promise<void>;

/** Who may use this subcommand; of one that is not named, owners alone. */
export function audienceOf(audiences: Audiences, subcommand: string): Audience {
  if (typeof audiences === 'string') return audiences;
  const [first = ''] = subcommand.split(' ');
  return (Object.hasOwn(audiences, first) ? audiences[first] : undefined) ?? 'owner';
}
