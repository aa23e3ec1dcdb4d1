import type { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const kinds: Record<string, string> = {
  string: 'a text in quotes',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object, with { and }',
  record: 'an object, with { and }',
};

/** What is wrong with a value, for people who write files and know nothing of validators; follows its name. */
export function inPlainWords(issue: Issue): string | undefined {
  if (issue.input === undefined && issue.code !== 'custom') return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be ${issue.values
        .map(String)
        .join(', ')
        .replace(/, ([^,]+)$/, ' or $1')}`;
    case 'invalid_format':
      return issue.format === 'datetime'
        ? 'must be a time with its zone, like 2026-01-31T12:00:00Z'
        : undefined;
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : `must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    case 'invalid_key':
      return 'is a name that is empty or too long';
    default:
      return undefined;
  }
}

/** Where JSON stops being JSON, as the parser says it. */
export function brokenJson(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const [, reason = said, position] = /^(.*?)(?: in JSON| after JSON)? at position (\d+)/.exec(said) ?? [];
  if (position !== undefined) return `it is not JSON: ${lower(reason)} at column ${Number(position) + 1}`;
  if (said === 'Unexpected end of JSON input') return 'it is not JSON: it ends too early';
  const [, token, near] = /^(Unexpected token .+?), (.*) is not valid JSON$/s.exec(said) ?? [];
  return `it is not JSON: ${token && near ? `${lower(token)} in ${near}` : lower(said)}`;
}

function lower(sentence: string) {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
