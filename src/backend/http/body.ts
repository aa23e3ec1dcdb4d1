import type { Context } from 'hono';
import { parseWithDigits } from '../../digits.ts';
import { bytesWithin } from '../../request-bytes.ts';
import { PlainError, ValidationError, type ValidationFault } from '../errors.ts';

const BODY_LIMIT = 1024 * 1024;

/**
 * The request's JSON; undefined when it has no body.
 * @throws ValidationError when it is not JSON, PlainError (413) when it is over 1 MiB
 */
export async function readJsonBody(c: Context): Promise<unknown> {
  const bytes = await bytesWithin(c.req.raw, BODY_LIMIT);
  if (!bytes) throw new PlainError(413, 'Request Entity Too Large');
  const text = decode(bytes);
  if (text === '') return undefined;
  if (!isJson(c.req.header('content-type')))
    throw new ValidationError([{ loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' }]);
  try {
    return parseWithDigits(text);
  } catch (error) {
    throw new ValidationError([notJson(error, text)]);
  }
}

const strict = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array) {
  try {
    return strict.decode(bytes);
  } catch {
    throw new ValidationError([{ loc: ['body'], msg: 'body is not UTF-8', type: 'value_error.jsondecode' }]);
  }
}

function isJson(contentType: string | undefined) {
  return contentType === undefined || /^application\/([\w.-]+\+)?json\b/i.test(contentType);
}

/** V8's message quotes the text, so nothing but the position is taken from it. */
function notJson(error: unknown, text: string): ValidationFault {
  const message = error instanceof Error ? error.message : '';
  const at = message.includes('end of JSON') ? text.length : Number(/position (\d+)/.exec(message)?.[1] ?? 0);
  return { loc: ['body', at], msg: 'body is not valid JSON', type: 'value_error.jsondecode' };
}
