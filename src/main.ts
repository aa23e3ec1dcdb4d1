import { config } from 'dotenv';
import { runBot } from './program.ts';

config({ quiet: true });
const args = process.argv.slice(2);
if (args.length === 0) await runBot(process);
else {
  const { runShards } = await import('./shards-program.ts');
  await runShards(args, process);
}
