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
