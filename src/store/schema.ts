import type { BotTables } from './tables.ts';

/**
 * Every table of the one database. The bot's own stand here; each room that has more adds them beside its rules, in a
 * `tables.ts` that declares them as members of this interface.
 */
export interface Schema extends BotTables {}
