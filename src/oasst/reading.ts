import type { z } from 'zod';
import { NotUnderstood, type RequestInfo } from './errors.ts';
import { faultOf } from './fault.ts';
import { readJson } from './json.ts';
import { Id, taskTypes } from './protocol.ts';
import { Task } from './tasks.ts';

/** A 2xx answer: what was asked, and the text that came. */
export type Answer = { request: RequestInfo; status: number; text: string };

/**
 * The answer as the schema gives it.
 * @throws NotUnderstood, naming the first field that is wrong
 */
export function read<Schema extends z.ZodType>(schema: Schema, answer: Answer): z.output<Schema> {
  const { data, error } = schema.safeParse(jsonOf(answer));
  if (error) throw misread(answer, faultOf(error));
  return data;
}

/**
 * The task in the answer, in its full form.
 * @throws NotUnderstood for an unknown type or a malformed task, with the task's id and type as far as they
 *   can be made out, so that it can still be given back
 */
export function readTask(answer: Answer): Task {
  const value = jsonOf(answer);
  const { data, error } = Task.safeParse(value);
  if (!error) return data;
  const taskId = Id.safeParse(fieldOf(value, 'id')).data;
  const type = fieldOf(value, 'type');
  const taskType = typeof type === 'string' ? type.slice(0, 100) : undefined;
  const unknown = taskType !== undefined && !taskTypes.some((known) => known === taskType);
  throw misread(answer, unknown ? 'a task of unknown type' : faultOf(error), { taskId, taskType });
}

/**
 * Accepts the answer to a call that answers nothing: 204, or any JSON.
 * @throws NotUnderstood for, say, a web page
 */
export function readNothing(answer: Answer): void {
  jsonOf(answer);
}

function jsonOf(answer: Answer): unknown {
  if (answer.text.trim() === '') return undefined;
  try {
    return readJson(answer.text);
  } catch {
    throw misread(answer, 'not JSON');
  }
}

function misread(
  { request, status }: Answer,
  fault: string,
  task: { taskId?: string | undefined; taskType?: string | undefined } = {},
) {
  const message = `${request.method} ${request.path}: answer ${status} not understood: ${fault}`;
  return new NotUnderstood(message, { request, status, ...task });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
