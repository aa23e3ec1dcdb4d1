import type { Pace } from '../pace.ts';

const ROWS_AT_ONCE = 250; // read and counted in about two milliseconds

/**
 * All rows of a long list, some at a time: `read` gives the next `limit` rows behind `after`, fewer at the end.
 * Others have their turn after each page; `size` is smaller where more has to be done for each row.
 */
export async function* pages<Row>(
  pace: Pace,
  read: (after: Row | undefined, limit: number) => Promise<Row[]>,
  size = ROWS_AT_ONCE,
): AsyncGenerator<Row[], void, void> {
  let last: Row | undefined;
  for (;;) {
    const rows = await read(last, size);
    if (rows.length > 0) yield rows;
    await pace();
    if (rows.length < size) return;
    last = rows.at(-1);
  }
}

/** The same for what is in memory already. */
export async function* slices<Item>(
  pace: Pace,
  items: readonly Item[],
  size = ROWS_AT_ONCE,
): AsyncGenerator<Item[], void, void> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
    await pace();
  }
}
