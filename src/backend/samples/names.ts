import { createHash } from 'node:crypto';

/** The client that the samples' people and messages belong to. */
export const CLIENT = 'samples';
/** How many people share the samples. */
export const AUTHORS = 8;

/** The id of one of the samples' people; any number will do. */
export function author(index: number) {
  return sampleId(`author/${index % AUTHORS}`);
}

/** A UUID made from a name, the same everywhere. */
export function sampleId(name: string) {
  const hex = createHash('sha256').update(`oasst-samples/${name}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The id of a sample story. */
export function sampleStoryId({ lang, name }: { lang: string; name: string }): string {
  return sampleId(`${lang}/story/${name}`);
}
