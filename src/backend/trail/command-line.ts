import type { Trx } from '../db.ts';
import { COMMAND_LINE } from './actor.ts';
import type { Values } from './before.ts';
import { record } from './record.ts';
import type { ActName } from './tables.ts';

/** What a command line does to a collection. */
export type CommandAct = Extract<ActName, 'import' | 'samples_remove' | 'restore' | 'key_add' | 'key_revoke'>;

/**
 * Writes down what a command line did (at `now`, epoch ms), and to what; not who typed it, since the name that a machine has
 * for somebody may be their own, and nothing would forget it with them.
 */
export async function recordCommand(trx: Trx, act: CommandAct, after: Values, now: number): Promise<void> {
  const made = { newId: () => crypto.randomUUID(), now: () => now };
  await record(trx, made, { act, actor: COMMAND_LINE }, {}, after);
}
