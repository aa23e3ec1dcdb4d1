import { z } from 'zod';
import type { PersonAction } from './view.ts';

const id = z.string().min(1).max(100);
const options = z
  .record(z.string().max(32), z.union([z.string().max(6000), z.number(), z.boolean()]))
  .optional();
const value = z.union([z.string().max(4000), z.array(z.string().max(100)).max(25), z.boolean(), z.null()]);
const locale = z.string().regex(/^[a-z]{2}(-[A-Za-z0-9]{2,4})?$/);
const command = z.string().min(1).max(100);

/** Checks what the page sends when a person does something, before it reaches the sandbox. */
export const actionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('command'), channelId: id, name: command, options }),
  z.strictObject({
    do: z.literal('autocomplete'),
    channelId: id,
    name: command,
    option: z.string().max(32),
    value: z.string().max(6000),
    options,
  }),
  z.strictObject({ do: z.literal('click'), messageId: id, customId: id }),
  z.strictObject({
    do: z.literal('select'),
    messageId: id,
    customId: id,
    values: z.array(z.string()).max(25),
  }),
  z.strictObject({ do: z.literal('submit'), modalId: id, values: z.record(id, value) }),
  z.strictObject({ do: z.literal('cancel'), modalId: id }),
  z.strictObject({ do: z.literal('dismiss'), messageId: id }),
  z.strictObject({ do: z.literal('delete'), messageId: id }),
  z.strictObject({ do: z.literal('install'), installed: z.boolean() }),
  z.strictObject({ do: z.literal('speak'), locale }),
  z.strictObject({ do: z.literal('say'), channelId: id, text: z.string().min(1).max(2000) }),
]) satisfies z.ZodType<PersonAction>;

/** A new person, as the page's form sends it. */
export const newPersonSchema = z.strictObject({
  name: z.string().trim().min(1).max(32),
  locale,
});
