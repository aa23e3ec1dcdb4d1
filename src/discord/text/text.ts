/** How much room a text takes or may take: UTF-16 units (an upper bound of Discord's characters) and UTF-8 bytes. */
export interface Size {
  units: number;
  bytes: number;
}

/** Measures a text as it would be sent; a lone surrogate counts as the U+FFFD it is sent as. */
export function sizeOf(text: string): Size {
  return { units: text.length, bytes: Buffer.byteLength(text) };
}

/** Whether one size has room for another. */
export function holds(room: Size, size: Size): boolean {
  return size.units <= room.units && size.bytes <= room.bytes;
}

/** Length in code points, the way the backend counts its limit of 2,000. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The text without the blanks that the backend strips from both ends. Zero-width characters stay: they are no blanks. */
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

/**
 * The text in the form in which it is shown: what Discord would drop, refuse or replace becomes visible instead.
 * Lone surrogates and C1 controls become U+FFFD, C0 controls and DEL their control pictures (NUL is ␀), CR LF, CR and
 * NEL a line feed. Tabs, line feeds and everything else stay. Applying it twice changes nothing.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u{85}/gu, '\n')
    .replace(/[\p{Cc}--[\t\n]]/gv, (control) => picture(control.charCodeAt(0)));
}

function picture(control: number): string {
  if (control >= 0x80) return '\ufffd';
  return control === 0x7f ? '\u2421' : String.fromCharCode(0x2400 + control);
}
