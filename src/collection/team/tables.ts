/** Somebody, or everybody with a role on a server, who looks after the collection. */
export type ModeratorsTable = {
  kind: 'person' | 'role';
  /** The Discord id of the person or role. */
  id: string;
  /** The server the role is of; empty for a person, who is a moderator everywhere. */
  guild_id: string;
  /** The Discord id of the owner who named them. */
  added_by: string;
  /** Epoch ms. */
  added_at: number;
};

declare module '../../store/schema.ts' {
  interface Schema {
    moderators: ModeratorsTable;
  }
}
