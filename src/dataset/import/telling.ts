import { count } from '../counting.ts';
import type { LineFault } from './faults.ts';

const MOST_TOLD = 100;
const MOST_LIMIT = 100_000;

/** Faults for people: each of the first hundred on a line, how many more there are, and what would take long texts. */
export function faultLines(file: string, faults: readonly LineFault[], textLimit: number): string {
  const told = faults.slice(0, MOST_TOLD).map(({ line, reason }) => `${file}:${line}: ${reason}`);
  const more = faults.length - told.length;
  const lines = new Set(faults.slice(MOST_TOLD).map(({ line }) => line)).size;
  if (more > 0) told.push(`… and ${count(more, 'fault')} more, on ${count(lines, 'line')}.`);
  const lengths = faults.flatMap(({ length }) => length ?? []);
  if (lengths.length > 0) told.push(aboutLength(lengths, textLimit));
  return told.map((line) => `${line}\n`).join('');
}

function aboutLength(lengths: readonly number[], textLimit: number) {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const [are, has] = lengths.length === 1 ? ['is', 'it has'] : ['are', 'the longest has'];
  const way =
    longest <= MOST_LIMIT
      ? `--text-limit ${longest} takes ${lengths.length === 1 ? 'it' : 'them'}`
      : `--text-limit takes up to ${count(MOST_LIMIT, 'character')}`;
  return (
    `${count(lengths.length, 'text')} ${are} longer than ${count(textLimit, 'character')}, ` +
    `which people may write here (setting textLimit); ${has} ${count(longest, 'character')}: ${way}.`
  );
}
