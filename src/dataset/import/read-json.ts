import { parseWithDigits } from '../../digits.ts';

/** What may stand in one another on a line: what reads and writes JSON calls itself for each, and ends at some thousands. */
const DEEPEST = 1_000;

/** JSON in which more stands in one another than can be kept. `message` says so. */
export class NestedTooDeep extends Error {
  override name = 'NestedTooDeep';
}

/**
 * What a text says as JSON, each number with all its digits: one that no number of JavaScript holds as a text.
 * @throws SyntaxError, NestedTooDeep
 */
export function readJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (depthOf(text) > DEEPEST) throw new NestedTooDeep(`it is nested more than ${DEEPEST} deep`);
  return parseWithDigits(text, value);
}

/** How many objects and lists stand in one another in a text that is JSON. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (sign === '"') at = endOfText(json, at);
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, ++depth);
    else if (sign === '}' || sign === ']') depth -= 1;
  }
  return deepest;
}

/** Where the text that begins with a quote ends. */
function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
