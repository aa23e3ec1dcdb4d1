// Only an escape can bring half of a surrogate pair into JSON text: the bytes themselves are decoded as UTF-8.
const surrogateEscape = /\\ud[89a-f]/i;

/**
 * The value of a JSON text. Half characters (lone surrogates) become U+FFFD, since nothing behind us can
 * store or show them.
 * @throws a SyntaxError that must not be logged: it quotes the text
 */
export function readJson(text: string): unknown {
  return surrogateEscape.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
}

/** JSON text of a value whose strings any backend can store: see `storable`. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'string' ? storable(part) : part));
}

/**
 * The string with NUL and half characters (lone surrogates) replaced by U+FFFD. The reference backend's
 * database holds neither and refuses the whole answer with 1004, for a character nobody could see.
 */
export function storable(value: string): string {
  return value.toWellFormed().replaceAll('\0', '\uFFFD');
}

function wellFormed(_key: string, part: unknown): unknown {
  return typeof part === 'string' ? part.toWellFormed() : part;
}
