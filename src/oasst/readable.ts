import { z } from 'zod';

/** A list of which only what is in a known form is taken, with the number of what is not. */
export function readable<Item extends z.ZodType>(item: Item) {
  return z.array(z.unknown()).transform((all) => {
    const items = all.flatMap((one) => {
      const { success, data } = item.safeParse(one);
      return success ? [data] : [];
    });
    return { items, unread: all.length - items.length };
  });
}
