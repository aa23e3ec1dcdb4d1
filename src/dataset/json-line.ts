// Line ends to Python's str.splitlines and to some editors, which JSON allows in a text as they are.
const otherLineEnds = /[\u0085\u2028\u2029]/g;

/** What a text says as JSON; undefined for one that is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value as a line of JSON, with nothing in it that anybody takes for the end of a line. */
export function jsonLine(value: object): string {
  const json = JSON.stringify(value);
  return `${json.replace(otherLineEnds, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
