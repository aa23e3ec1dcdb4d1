import { componentLimits } from './limits/limits.ts';

const VERSION = 'v1';

/** Stands where a control is about nothing in particular. */
export const NO_SUBJECT = '-';

/** What a button, select or modal is for. */
export type CustomId = {
  action: string;
  /** What the control is about; what that may be is the action's to say. */
  subject: string;
  /** Whatever the action needs to know besides: a page, a place, a value. */
  argument: string;
};

const PARTS = new RegExp(String.raw`^${VERSION}:([a-z]{1,16}):([\w.~-]{1,40}):([^:]{0,40})(?::[^:]*)?$`);

/**
 * The custom id of a button or select: `v1:<action>:<subject>:<argument>`.
 * @throws RangeError when it would be over Discord's 100 characters or could not be read back.
 */
export function customId(action: string, subject: string = NO_SUBJECT, argument = ''): string {
  return checked([VERSION, action, subject, argument], { action, subject, argument });
}

/**
 * The custom id of a modal: as that of a button, and a nonce at its end that no other modal has, because phones show a
 * modal they have seen before with its old content.
 * @throws RangeError when it would be over Discord's 100 characters or could not be read back.
 */
export function modalId(action: string, subject: string, argument: string, nonce: string): string {
  if (nonce === '') throw new RangeError(`The modal ${action} needs a nonce`);
  return checked([VERSION, action, subject, argument, nonce], { action, subject, argument });
}

/** Reads a custom id back; undefined for one that is damaged, forged or from another version. */
export function readCustomId(id: string): CustomId | undefined {
  if (id.length > componentLimits.customId) return undefined;
  const [, action, subject, argument] = PARTS.exec(id) ?? [];
  if (action === undefined || subject === undefined || argument === undefined) return undefined;
  return { action, subject, argument };
}

function checked(parts: readonly string[], meant: CustomId): string {
  const id = parts.join(':');
  const read = readCustomId(id);
  const isSame =
    read?.action === meant.action && read.subject === meant.subject && read.argument === meant.argument;
  if (!isSame) throw new RangeError(`Not a usable custom id: ${id}`);
  return id;
}
