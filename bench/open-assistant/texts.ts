import { chanceOf } from './chance.ts';

const vocabulary =
  'the a of to and in is it you that for on with as this are be how what why can please write explain water city ' +
  'number answer question short simple example code language history light music first because between under long';
const words = vocabulary.split(' ');
const SHORTEST = 8;
const LONGEST = { request: 40, reply: 180 };

/** The text with this number, like no other. Its length, 8 to 40 words for a request and 8 to 180 for a reply of the assistant, is an assumption. */
export function textOf(seed: number, number: number, kind: keyof typeof LONGEST): string {
  const chance = chanceOf(seed, 'text', number);
  const length = SHORTEST + Math.floor(chance() ** 2 * (LONGEST[kind] - SHORTEST));
  const drawn = Array.from({ length }, () => words[Math.floor(chance() * words.length)]);
  return `${drawn.join(' ')}, ${number}.`;
}
