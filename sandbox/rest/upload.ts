import type { APIAttachment } from 'discord-api-types/v10';
import { mostFiles } from '../rules/attachments.ts';
import { type Problem, problem } from '../rules/problem.ts';
import { keepFile, newAttachment } from '../world/attachments.ts';
import type { World } from '../world/world.ts';
import type { UploadedFile } from './context.ts';

type Described = { id: string | number; filename?: string; description?: string; title?: string };

/** The files a message will have, what is wrong with them, and the step that keeps the new ones. */
export type FilePlan = { attachments: APIAttachment[]; problems: Problem[]; keep: () => void };

/**
 * Matches `files[n]` with `attachments[].id === n`. Existing files stay when they are listed by their id, or when no
 * list is given.
 */
export function attachmentsAfter(
  world: World,
  described: Described[] | null | undefined,
  files: UploadedFile[],
  old: APIAttachment[],
): FilePlan {
  const staying =
    described === undefined
      ? old
      : old.filter(({ id }) => described?.some((entry) => String(entry.id) === id));
  const added = files.map((file, index) => {
    const number = /^files\[(\d+)\]$/.exec(file.key)?.[1] ?? String(index);
    const about = described?.find((entry) => String(entry.id) === number);
    return { file, attachment: newAttachment(world, file, about) };
  });
  const attachments = [...staying, ...added.map(({ attachment }) => attachment)];
  const known = new Set([...old.map(({ id }) => id), ...files.map(({ key }) => /\d+/.exec(key)?.[0] ?? key)]);
  return {
    attachments,
    problems: [
      ...(attachments.length > mostFiles
        ? [problem(['attachments'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 0 and 10 in length.')]
        : []),
      ...(described ?? []).flatMap(({ id }, index) =>
        known.has(String(id))
          ? []
          : [problem(['attachments', index, 'id'], 'ATTACHMENT_NOT_FOUND', 'The attachment cannot be found')],
      ),
    ],
    keep() {
      for (const { file, attachment } of added) keepFile(world, attachment, file);
    },
  };
}
