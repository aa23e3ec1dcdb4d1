import { readJson } from './read-json.ts';

/** What a field of a table holds as JSON; the text itself where it is none, or is nested too deep. */
export function unpacked(text: string): unknown {
  try {
    return readJson(text);
  } catch {
    return text;
  }
}
