import { furthestCut } from './cut.ts';
import { printable } from './text.ts';

/** As much of a text as an input of a form can be filled with, in printable form; never half a character. */
export function prefill(text: string, units: number): string {
  const whole = printable(text);
  return whole.slice(0, furthestCut(whole, 0, { units, bytes: Number.POSITIVE_INFINITY }));
}

/** A whole text in as many parts as it takes to fill inputs with it; none for an empty one. */
export function prefills(text: string, units: number): string[] {
  const parts: string[] = [];
  for (let rest = printable(text); rest !== ''; ) {
    const part = prefill(rest, units);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}
