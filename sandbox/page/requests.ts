import type { ActResult, PersonAction, PersonView, UploadResult } from '../view.ts';

const UNREACHABLE = 'The sandbox cannot be reached. Is it still running?';

/** Does something as a person. Never throws: an unreachable server is an outcome as well. */
export async function act(personId: string, action: PersonAction): Promise<ActResult> {
  return post<ActResult>(`/sandbox/act?person=${encodeURIComponent(personId)}`, action);
}

/** Adds a person, whose id comes back. */
export function addPerson(
  name: string,
  locale: string,
): Promise<{ ok: true; id: string } | { ok: false; error: string }> {
  return post('/sandbox/people', { name, locale });
}

/** Everybody in the sandbox, or `null` while it cannot be reached. */
export async function people(): Promise<PersonView[] | null> {
  try {
    const answer = await fetch('/sandbox/people');
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Sends a file that was picked for an option; its id comes back, or why it cannot be sent. */
export async function upload(personId: string, file: File): Promise<UploadResult> {
  const query = new URLSearchParams({ person: personId, name: file.name });
  return send(`/sandbox/upload?${query}`, 'application/octet-stream', file);
}

function post<Answer>(path: string, body: unknown): Promise<Answer | { ok: false; error: string }> {
  return send(path, 'application/json', JSON.stringify(body));
}

async function send<Answer>(
  path: string,
  type: string,
  body: string | File,
): Promise<Answer | { ok: false; error: string }> {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body });
    return await answer.json(); // the server that served this page, so its word is taken
  } catch {
    return { ok: false, error: UNREACHABLE };
  }
}
