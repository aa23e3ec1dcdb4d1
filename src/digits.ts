/**
 * A reviver for `JSON.parse`: what a number of JavaScript cannot hold — a whole number beyond 2^53, as a snowflake is, or one
 * that would be infinite — is given as the text that stood there, so that it keeps all its digits.
 */
export function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined) return value;
  const isChanged = Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(source);
  return isChanged || !Number.isFinite(value) ? source : value;
}
