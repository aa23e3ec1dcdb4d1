import { config } from 'dotenv';
import { runBot } from './program.ts';

config({ quiet: true });
await runBot(process);
