import { emptyLists, type ListName, type PersonalDocument } from './document.ts';

/**
 * A document as files of at most `limit` bytes each: one that is pleasant to read where it fits, else as many as it takes,
 * with whole entries in each.
 */
export function asFiles(document: PersonalDocument, limit: number): Uint8Array[] {
  const whole = encoded(document, 2);
  if (whole.byteLength <= limit) return [whole];
  const parts = lists(document, limit);
  return parts.map((lists, index) =>
    encoded({ ...document, part: index + 1, parts: parts.length, lists }, undefined),
  );
}

function lists(document: PersonalDocument, limit: number): PersonalDocument['lists'][] {
  const frame = encoded({ ...document, part: 9_999, parts: 9_999, lists: emptyLists }, undefined).byteLength;
  const parts: PersonalDocument['lists'][] = [structuredClone(emptyLists)];
  let size = frame;
  for (const name of Object.keys(emptyLists) as ListName[]) // a closed object
    for (const entry of document.lists[name]) {
      const bytes = Buffer.byteLength(JSON.stringify(entry)) + 1;
      if (size + bytes > limit) {
        parts.push(structuredClone(emptyLists));
        size = frame;
      }
      size += bytes;
      (parts.at(-1)?.[name] as unknown[] | undefined)?.push(entry); // an entry of the same list
    }
  return parts;
}

function encoded(document: PersonalDocument, indent: number | undefined): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document, undefined, indent));
}
