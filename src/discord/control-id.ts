import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Id } from '../oasst/protocol.ts';

const VERSION = 'v1';
const LONGEST = 100;

/** Stands where a control belongs to no task. */
export const NO_TASK = '-';

const Control = z.object({
  action: z.string().regex(/^[a-z]{1,16}$/),
  task: Id.or(z.literal(NO_TASK)),
  /** Whatever the action needs to know: a page, a place, a value. */
  argument: z.string().regex(/^[^:]{0,40}$/),
});

/** What a button, select or form is for. */
export type Control = z.infer<typeof Control>;

/**
 * The custom id `v1:<action>:<task id>:<argument>` of a button or select; a form adds a `nonce`, because phones show
 * a form they have seen before with its old content.
 * @throws RangeError when it would be over Discord's 100 characters or could not be read back.
 */
export function controlId(action: string, task: string = NO_TASK, argument = '', nonce?: string): string {
  const id = [VERSION, action, task, argument, ...(nonce === undefined ? [] : [nonce])].join(':');
  if (!isDeepStrictEqual(readControlId(id), { action, task, argument }))
    throw new RangeError(`Not a usable custom id: ${id}`);
  return id;
}

/** Reads a custom id back; undefined for one that is damaged, forged or from another version. */
export function readControlId(id: string): Control | undefined {
  if (id.length > LONGEST) return undefined;
  const [version, action, task, argument, _nonce, ...more] = id.split(':');
  if (version !== VERSION || more.length > 0) return undefined;
  return Control.safeParse({ action, task, argument }).data;
}
