import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { clip } from '../../discord/text/clip.ts';
import { rows, type View, type ViewFile } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { Job } from '../../store/jobs.ts';
import type { JobKind } from './kinds.ts';
import { inWords, type Said } from './said.ts';

/** A job as its owner sees it: how far it is, or what came of it. */
export function jobCard(
  { id, kind, state }: Pick<Job, 'id' | 'state'> & { kind: JobKind },
  said: Said,
  words: Words,
  files: readonly ViewFile[] = [],
): View {
  const buttons =
    state === 'running'
      ? [
          { label: words('jobs.refresh'), id: customId('jobshow', id) },
          { label: words('jobs.stop'), id: customId('jobstop', id) },
        ]
      : [];
  return {
    embeds: [
      {
        title: words(`jobs.title_${kind}`),
        description: clip(inWords(said, words), { units: 3_000, bytes: 6_000 }),
        color: colours.neutral,
      },
    ],
    components: rows(buttons),
    ...(files.length > 0 ? { files } : {}),
  };
}
