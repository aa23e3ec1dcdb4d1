import { isDeepStrictEqual } from 'node:util';
import type { TaskType } from '../oasst/protocol.ts';
import type { AnyKind, Kind } from './kind.ts';
import { label } from './label.ts';
import { rank } from './rank.ts';
import { rate } from './rate.ts';
import { write } from './write.ts';

// Every kind of task there is: a new one is a file of its own and a line here.
const kinds: readonly AnyKind[] = [any(write), any(rank), any(label), any(rate)];

const byType = new Map<string, AnyKind>(kinds.flatMap((kind) => kind.types.map((type) => [type, kind])));

/**
 * The kind that shows this type of task.
 * @throws TypeError when no kind does, which a test rules out for all types of the protocol.
 */
export function kindOf(type: TaskType): AnyKind {
  const kind = byType.get(type);
  if (!kind) throw new TypeError(`No kind of task is called ${type}`);
  return kind;
}

/** What was entered, read from storage: the blank form when nothing was, or when it is from another version. */
export function draftOf(kind: AnyKind, stored: unknown): unknown {
  const { success, data } = kind.draft.safeParse(stored);
  return success ? data : kind.blank;
}

/** The person's own words in what was entered for a type of task, which may be from another version. */
export function ownWordsIn(type: string, stored: unknown): string | undefined {
  const kind = byType.get(type);
  return kind?.ownWords(draftOf(kind, stored));
}

/** Whether anything but the blank form was entered for a type of task. */
export function isBegun(type: string, stored: unknown): boolean {
  const kind = byType.get(type);
  return kind !== undefined && !isDeepStrictEqual(draftOf(kind, stored), kind.blank);
}

/** Forgets which tasks and drafts a kind is for: `kindOf` and `draftOf` only ever give it its own. */
function any<Type extends TaskType, Draft>(kind: Kind<Type, Draft>): AnyKind {
  return kind as unknown as AnyKind;
}
