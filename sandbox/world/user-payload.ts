import type { PersonRecord } from './world.ts';

/** A person as a user object. */
export const userPayload = ({ id, name }: PersonRecord) => ({
  id,
  username: name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
  global_name: name,
  discriminator: '0',
  avatar: null,
  avatar_decoration_data: null,
  banner: null,
  accent_color: null,
  collectibles: null,
  clan: null,
  primary_guild: null,
  public_flags: 0,
  flags: 0,
  bot: false,
});
