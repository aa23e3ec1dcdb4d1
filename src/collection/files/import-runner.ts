import { z } from 'zod';
import type { FetchFile } from '../../discord/calls/fetch-file.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { arrivals, type Brought, type Problem } from '../../imports.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Job } from '../../store/jobs.ts';
import type { Runner } from '../jobs/runner.ts';
import type { Said } from '../jobs/said.ts';
import { withFile } from './fetched.ts';
import { linesOf, newIn } from './import-lines.ts';
import type { CollectionFiles } from './parts.ts';

/** What an import's row keeps: where the file is, and the SHA-256 of what its owner was shown. */
const ImportWish = z.object({
  url: z.string(),
  name: z.string(),
  digest: z.string(),
  arrival: z.enum(arrivals),
  textLimit: z.int().optional(),
  campaign: z.string().optional(),
});
export type ImportWish = z.infer<typeof ImportWish>;

/** What the trail says of an import: all but where the file was, because whoever has that address has the file. */
export function notedOf({ wish }: Pick<Job, 'wish'>) {
  const { url: _, name: subject, ...after } = ImportWish.parse(JSON.parse(wish));
  return { act: 'import' as const, subject, after };
}

/** How imports are done: one that was cut short is begun again, and takes in what is missing. */
export function importRunner(files: CollectionFiles, fetchFile: FetchFile): Runner {
  return {
    resumes: true,
    async run(job, { signal, note }) {
      const { url, name, digest, arrival, textLimit, campaign } = ImportWish.parse(JSON.parse(job.wish));
      note([{ key: 'import.fetching' }]);
      return await withFile(fetchFile, url, signal, async ({ path, digest: now }) => {
        if (now !== digest) throw new UserError('import.gone');
        note([{ key: 'import.checking' }]);
        const wish = { path, name, arrival, textLimit, campaign };
        const taken = await files.imports.take(wish, signal, (done, all) =>
          note([{ key: 'import.under_way', values: { done, all } }]),
        );
        const brought = understood(taken);
        const next: Said = newIn(brought) > 0 ? [{ key: 'import.next' }] : [];
        return { said: [{ key: 'import.done' }, ...linesOf(brought), ...next] };
      });
    },
  };
}

/** @throws UserError for a file that cannot be read at all */
export function understood(brought: Brought | Problem): Brought {
  if (!('problem' in brought)) return brought;
  const problem = clip(foreign(brought.problem), { units: 1_000, bytes: 2_000 });
  throw new UserError('import.problem', { problem });
}
