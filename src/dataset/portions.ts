const MOST_AT_ONCE = 1_000_000; // characters: a page of large trees is more than one text can hold

/** Whole lines together, which are asked for one after another, in portions of up to so many characters; a longer line is one of its own. */
export function* portionsOf(lines: Iterable<string>, most = MOST_AT_ONCE): Generator<string> {
  let [some, length]: [string[], number] = [[], 0];
  for (const line of lines) {
    if (some.length > 0 && length + line.length > most) {
      yield some.join('');
      [some, length] = [[], 0];
    }
    some.push(line);
    length += line.length;
  }
  if (some.length > 0) yield some.join('');
}
