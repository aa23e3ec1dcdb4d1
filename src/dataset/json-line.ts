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
  const json = jsonOf(value);
  return `${json.replace(otherLineEnds, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

/** Each of some values as such a line, made when it is asked for. */
export function* linesOf(values: Iterable<object>): Generator<string> {
  for (const value of values) yield jsonLine(value);
}

const escaped = /\\(?:\\|u0085|u2028|u2029)/g;

/** What `jsonOf` made, of a part of a line: line ends stand in it as they are again. */
export function asItWas(json: string): string {
  return json.replace(escaped, (sign) =>
    sign === '\\\\' ? sign : String.fromCharCode(Number.parseInt(sign.slice(2), 16)),
  );
}

/** What `JSON.stringify` makes of a value of JSON, also where it gives up because more stands in one another than it can hold. */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return deepJson(value);
  }
}

/** The same, with a list of what is still to be written instead of calls in one another. */
function deepJson(value: unknown): string {
  const parts: string[] = [];
  const open: ({ value: unknown } | { text: string })[] = [{ value }];
  for (let next = open.pop(); next; next = open.pop()) {
    if ('text' in next) parts.push(next.text);
    else if (typeof next.value !== 'object' || next.value === null) parts.push(JSON.stringify(next.value));
    else open.push(...membersOf(next.value).reverse());
  }
  return parts.join('');
}

function membersOf(value: object): ({ value: unknown } | { text: string })[] {
  const isList = Array.isArray(value);
  const members = Object.entries(value).filter(([, member]) => isList || member !== undefined);
  return [
    { text: isList ? '[' : '{' },
    ...members.flatMap(([name, member], at) => [
      { text: `${at > 0 ? ',' : ''}${isList ? '' : `${JSON.stringify(name)}:`}` },
      { value: member ?? null },
    ]),
    { text: isList ? ']' : '}' },
  ];
}
