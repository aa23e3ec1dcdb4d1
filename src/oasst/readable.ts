import { z } from 'zod';

/** What could be read of a list, and how much more there is in a form that is not known here. */
export type Readable<Item> = { items: Item[]; unread: number };

/** A list of which only what is in a known form is taken, with the number of what is not. */
export function readable<Item extends z.ZodType>(item: Item) {
  return z.array(z.unknown()).transform((all): Readable<z.output<Item>> => {
    const items = all.flatMap((one) => {
      const { success, data } = item.safeParse(one);
      return success ? [data] : [];
    });
    return { items, unread: all.length - items.length };
  });
}
