/**
 * Numbers that might be changed by reading them, where a number of JSON may begin; what stands in quotes, as a snowflake
 * mostly does, is text. A text without any is read at once, which is ten times faster.
 */
const large = /(?:^|[:,[\s])-?(?:\d{16}|[\d.]+[eE]\+?\d{3})/;

/**
 * What a text says as JSON, each number with all its digits: what a number of JavaScript cannot hold — a whole number beyond
 * 2^53, as a snowflake is, or one that would be infinite — is given as the text that stood there. `parsed` is what it was
 * read as already.
 * @throws SyntaxError
 */
export function parseWithDigits(text: string, parsed: unknown = JSON.parse(text)): unknown {
  return large.test(text) ? JSON.parse(text, keepDigits) : parsed;
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  const isChanged = Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
  return isChanged || !Number.isFinite(value) ? source : value;
}
