// What a text is to the protocol, on both of its ends.

/** Length in Unicode code points, which is how the protocol counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * The text without the blanks that a backend strips from both ends. Zero-width characters stay: they are no blanks. Each
 * blank around it is looked at once, and nothing else: a pattern anchored at the end begins anew at every blank inside.
 */
export function stripBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charAt(start))) start += 1;
  while (end > start && isBlank(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

// the backend strips as Python's str.strip does: unlike JavaScript's trim it takes FS to US and NEL, but not U+FEFF
function isBlank(character: string): boolean {
  return /\p{White_Space}/u.test(character) || (character >= '\x1c' && character <= '\x1f');
}

const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{M}\u2800]/u;

/**
 * Whether there is anything to see: false for texts of nothing but blanks, zero-width and format characters, controls,
 * variation selectors, fillers and combining marks without a base. Unassigned characters count as visible: they may be
 * emoji newer than this Node.
 */
export function hasVisible(text: string): boolean {
  return visible.test(text);
}

/** The same for texts that differ in capitals, blanks and compatibility forms (NFKC, as full-width letters) alone. */
export function wordsOf(text: string): string {
  return stripBlanks(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
}
