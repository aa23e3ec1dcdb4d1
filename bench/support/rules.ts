import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const endless = { most: 1_000_000_000, ms: 1_000 };
const rules = { maxPromptsInReview: 1_000_000, maxPromptsWaiting: 1_000_000, limits: { person: endless } };

/** Has the embedded backend on the data of this folder know no limit for one person, and always want a prompt. */
export async function writeEndlessRules(dataDir: string): Promise<void> {
  await writeFile(join(dataDir, 'backend.json'), JSON.stringify(rules));
}
