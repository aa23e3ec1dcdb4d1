const form = new Intl.NumberFormat('en');

/** A number of things in words: `1 tree`, `12,345 trees`. */
export function count(number: number, thing: string, things = `${thing}s`): string {
  return `${form.format(number)} ${number === 1 ? thing : things}`;
}
