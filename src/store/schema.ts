import type { BackendTables } from './backend-tables.ts';
import type { BotTables } from './tables.ts';

/** Every table of the one database: the bot's own, and those of the embedded backend. */
export interface Schema extends BotTables, BackendTables {}
