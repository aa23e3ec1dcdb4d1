import { expect, test } from 'vitest';
import { sources } from './support/sources.ts';

const reads = /\bprocess\.env\b|\bprocess\s*\[|\benv\b[^;]*from 'node:process'|= process\s*[;,)]/;
const isProgram = (path: string) => path.endsWith('/main.ts') || path === 'sandbox/demo.ts';

test('only programs read the environment; everything else is told', () => {
  const files = sources('src', 'commands', 'sandbox');
  expect(files.length).toBeGreaterThan(20);
  const readers = files.filter(({ text }) => reads.test(text)).map(({ path }) => path);
  expect(readers.filter((path) => !isProgram(path))).toEqual([]);
});

test.each([
  'const token = process.env.TOKEN;',
  "const token = process['env'].TOKEN;",
  "import { env } from 'node:process';",
  'const { env } = process;',
])('%s is seen as reading it', (line) => expect(line).toMatch(reads));
