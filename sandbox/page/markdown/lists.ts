/** One line of a list: how far it is indented, and its marker's number (`null` for a bullet). */
type Line = { indent: number; number: number | null; text: string };

/** A list before its texts are read: items hold their own line(s) and the lists below them. */
export type RawList = { ordered: boolean; start: number; items: RawItem[] };
export type RawItem = { text: string; lists: RawList[] };

const MARKED = /^( *)(?:[-*]|(\d{1,9})\.) +(.*)$/;

/** The longest run of list lines (and lines indented under them) at the start of a text. */
export const LIST =
  /^ *(?:[-*]|\d{1,9}\.) +\S[^\n]*(?:\n(?: *(?:[-*]|\d{1,9}\.) +\S| +(?=\S))[^\n]*)*(?:\n|$)/;

/** Builds the lists of a text that {@link LIST} matched. Two spaces of indentation go one level down. */
export function readLists(text: string): RawList[] {
  return nest(linesOf(text));
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const [, indent, number, rest] = MARKED.exec(line) ?? [];
    const last = lines.at(-1);
    if (indent !== undefined)
      lines.push({ indent: indent.length, number: number ? Number(number) : null, text: rest ?? '' });
    else if (last) last.text += `\n${line.trim()}`;
  }
  return lines;
}

function nest(lines: Line[]): RawList[] {
  const lists: RawList[] = [];
  const base = lines[0]?.indent ?? 0;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    const end = lines.findIndex((other, index) => index > at && other.indent < base + 2);
    const below = lines.slice(at + 1, end === -1 ? undefined : end);
    const item = { text: line.text, lists: nest(below) };
    const ordered = line.number !== null;
    const list = lists.at(-1);
    if (list?.ordered === ordered) list.items.push(item);
    else lists.push({ ordered, start: line.number ?? 1, items: [item] });
    at += 1 + below.length;
  }
  return lists;
}
