import type { BackendTables } from './backend-tables.ts';
import type { DatasetTables } from './dataset-tables.ts';
import type { BotTables } from './tables.ts';

/** Every table of the one database: the bot's own, the embedded backend's, and what imports bring along. */
export interface Schema extends BotTables, BackendTables, DatasetTables {}
