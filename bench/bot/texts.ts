const WORDS = 9;
const SPREAD = 7_919; // a prime, so that neighbors begin differently

/** A text of its own for each number, which shares no word with those beside it: the second look has nothing to say. */
export function textOf(number: number): string {
  const words = Array.from({ length: WORDS }, (_, place) => wordOf((number * WORDS + place + 1) * SPREAD));
  return `${words.join(' ')}?`;
}

function wordOf(number: number): string {
  return [...number.toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join('');
}
