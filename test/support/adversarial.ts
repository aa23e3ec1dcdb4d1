const MIB = 1_024 * 1_024;

/** Bodies of requests made to cost as much as one MiB can, by what is wrong with them. */
export const adversarial: Readonly<Record<string, string>> = {
  'blanks inside': JSON.stringify({ text: `x${' '.repeat(MIB - 100)}x` }),
  'thousands of faults': `[${'0,'.repeat(MIB / 2 - 1)}0]`,
  'unknown names': `{${Array.from({ length: 60_000 }, (_, index) => `"name${index}":0`).join(',')}}`,
  'deep nesting': '['.repeat(MIB),
  'no JSON': 'x'.repeat(MIB),
  'one long id': JSON.stringify({ message_id: 'i'.repeat(MIB - 100), user: { id: 'i' } }),
};
