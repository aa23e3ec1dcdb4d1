import { z } from 'zod';
import { Text } from '../request-fields.ts';

/** The person a request is about. Lengths are checked later, because the endpoints answer them differently. */
export const PersonSchema = z
  .object({
    id: Text.describe('The front end’s own, such as a Discord id.'),
    display_name: Text.describe('Stored with every call; empty, the name that is known stays.'),
    auth_method: z.enum(['discord', 'google', 'local', 'system']),
  })
  .meta({ id: 'User' });
export type IncomingPerson = z.infer<typeof PersonSchema>;

export const UserRequestSchema = PersonSchema.extend({
  enabled: z.boolean().nullish().describe('Left out, it is `true`, and enables whoever was disabled.'),
  show_on_leaderboard: z.boolean().nullish().describe('Left out, it is `true`.'),
  tos_acceptance: z.boolean().nullish().describe('`true` accepts the terms; `false` takes nothing back.'),
  notes: Text.nullish(),
});
