import { createTranslator } from '../../src/locales/words.ts';
import type { TaskType } from '../../src/oasst/protocol.ts';
import { protocolRules } from '../../src/oasst/rules.ts';
import { Task, type TaskOf } from '../../src/oasst/tasks.ts';
import { samples } from './tasks.ts';

/** Texts as the bot says them, in every language. */
export const translator = await createTranslator();
export const english = translator.words('en-US');

/** A sample task of this type as the bot reads it, with some fields as a test wants them. */
export function taskOf<Type extends TaskType>(type: Type, fields: object = {}): TaskOf<Type> {
  const task = Task.parse({ ...samples[type], ...fields });
  if (!isOf(task, type)) throw new TypeError(`The sample of ${type} is a ${task.type}`);
  return task;
}

/** What somebody who reads English is told in, by a backend with the protocol's rules. */
export const inEnglish = { words: english, rules: protocolRules };

/** A task with what has been entered for it, in front of somebody who reads English. */
export function sceneOf<T, Draft>(task: T, draft: Draft) {
  return { task, draft, ...inEnglish, lang: 'en', expiresAt: Date.parse('2026-03-03T12:00:00Z') };
}

function isOf<Type extends TaskType>(task: Task, type: Type): task is Task & TaskOf<Type> {
  return task.type === type;
}
