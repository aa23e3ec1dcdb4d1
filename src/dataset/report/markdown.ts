import type { Estimate } from './estimate.ts';

/** What is said where there is too little to say anything. */
export const TOO_FEW = 'too few to say';

const whole = new Intl.NumberFormat('en');
const NONE = '–';

/** A table whose first columns are texts, and whose others are numbers; an empty one is nothing. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], texts = 1): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column < texts ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map((cells) => line(cells.map(cell)))].join('\n');
}

/** A whole number. */
export function number(value: number): string {
  return whole.format(value);
}

/** A number that need not be whole. */
export function decimal(value: number | null): string {
  return value === null ? TOO_FEW : value.toFixed(2);
}

/** A share as a percentage. */
export function percent(value: number | null): string {
  return value === null ? TOO_FEW : `${hundredths(value)} %`;
}

/** An estimate with its interval, as a number or as a percentage. */
export function estimate(value: Estimate | null, form: 'decimal' | 'percent' = 'decimal'): string {
  if (!value) return TOO_FEW;
  const say = form === 'percent' ? hundredths : decimal;
  return `${say(value.value)} (${say(value.low)} to ${say(value.high)})${form === 'percent' ? ' %' : ''}`;
}

/** With two digits that say something where it is less than one in a hundred. */
function hundredths(share: number) {
  const value = share * 100;
  return value > 0 && value < 1 ? String(Number(value.toPrecision(2))) : value.toFixed(1);
}

/** Seconds in the largest unit of which there are two. */
export function duration(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, name] = units.find(([one]) => seconds >= 2 * one) ?? [1, 's'];
  return `${whole.format(Math.round(seconds / size))} ${name}`;
}

/** A name in code: of a label, say, which may be anybody's. */
export function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``;
}

function cell(text: string) {
  return text === '' ? NONE : text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
