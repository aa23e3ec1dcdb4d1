import type { Format } from './format.ts';
import { formatNames, formats } from './index.ts';

const WIDTH = 15;

/** Every format with what it says of itself, in lines that begin at a column. */
export function formatsInWords(column: number): string {
  const [indent, further] = [`\n${' '.repeat(column)}`, `\n${' '.repeat(column + WIDTH)}`];
  return formatNames.map((name) => name.padEnd(WIDTH) + formats[name].says.join(further)).join(indent);
}

/** Which formats take something unless they are told not to, where others do not. */
export function takingToo(option: 'synthetic' | 'unaccepted'): string {
  const names = formatNames.filter((name) => {
    const { usual }: Format = formats[name];
    return usual?.[option] === 'yes';
  });
  return names.join(', ');
}
