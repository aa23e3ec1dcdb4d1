import { config } from 'dotenv';
import { migrateFrom } from './program.ts';

config({ quiet: true });
process.exitCode = await migrateFrom(process);
