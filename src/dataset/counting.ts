const form = new Intl.NumberFormat('en');

/** A number of things in words: `1 tree`, `12,345 trees`. */
export function count(number: number, thing: string): string {
  return `${form.format(number)} ${thing}${number === 1 ? '' : 's'}`;
}
