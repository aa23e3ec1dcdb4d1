import { z } from 'zod';

// The published dataset is a table, which has lists where the files of trees have objects with names of their own:
// {"name": ["spam"], "value": [0.5], "count": [3]} is {"spam": {"value": 0.5, "count": 3}}.

const Columns = z.looseObject({ name: z.array(z.string()) });

/** Reads a schema of `{name: fields}` from lists as well; `toFields` makes the fields from one place of the other lists. */
export function orColumns<T extends z.ZodType>(
  schema: T,
  others: readonly string[],
  toFields: (fields: Record<string, unknown>) => unknown,
) {
  return z.preprocess((value, context) => {
    const { data } = Columns.safeParse(value);
    if (!data) return value;
    const { name: names } = data;
    const lists = others.map((other) => [other, z.array(z.unknown()).safeParse(data[other]).data] as const);
    for (const [other, list] of lists)
      if (list?.length !== names.length)
        context.addIssue({
          code: 'custom',
          path: [other],
          message: `must be a list of ${names.length}, like name`,
        });
    return Object.fromEntries(
      names.map((name, at) => [
        name,
        toFields(Object.fromEntries(lists.map(([other, list]) => [other, list?.[at]]))),
      ]),
    );
  }, schema);
}
