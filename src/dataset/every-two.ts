/** Every two of some things, the earlier first: one after another, since of 10,000 things there are 50 million. */
export function* everyTwo<T>(all: readonly T[]): Generator<[T, T]> {
  for (const [index, one] of all.entries())
    for (let at = index + 1; at < all.length; at += 1) yield [one, all[at] as T]; // within the list
}
