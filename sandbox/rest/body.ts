import type { Context } from 'hono';
import { refusals } from '../api-error.ts';
import { mostFileBytes, mostRequestBytes } from '../rules/attachments.ts';
import type { Env, UploadedFile } from './context.ts';

/** Reads a request's JSON, or its multipart form with `payload_json` and `files[n]`. Throws what Discord would answer. */
export async function readBody(c: Context<Env>): Promise<{ body: unknown; files: UploadedFile[] }> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return { body: undefined, files: [] };
  if (Number(c.req.header('content-length') ?? 0) > mostRequestBytes) throw refusals.tooLarge();
  if (c.req.header('content-type')?.startsWith('multipart/form-data'))
    return readForm(await c.req.formData());
  const text = await c.req.text();
  return { body: text === '' ? undefined : json(text), files: [] };
}

/** A multipart form's `payload_json`, and its files. @throws ApiError */
export async function readForm(form: FormData): Promise<{ body: unknown; files: UploadedFile[] }> {
  const files: UploadedFile[] = [];
  for (const [key, value] of form.entries()) {
    if (typeof value === 'string') continue;
    if (value.size > mostFileBytes) throw refusals.tooLarge();
    files.push({ key, name: value.name, type: value.type, bytes: await value.bytes() });
  }
  const payload = form.get('payload_json');
  return { body: typeof payload === 'string' ? json(payload) : {}, files };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusals.invalidJson();
  }
}
