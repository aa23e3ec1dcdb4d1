import type { CommandInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import { type JobParts, startJob } from '../jobs/begin.ts';
import type { Runner } from '../jobs/runner.ts';
import type { CollectionFiles, FilesParts } from './parts.ts';

/** `/backup`: a copy of the whole database on the disk of the bot. */
export async function backUpCollection(
  { actor }: CommandInteraction,
  parts: JobParts & FilesParts,
): Promise<Reply> {
  if (!parts.files) throw new UserError('files.network');
  if (!parts.files.canBackUp) throw new UserError('files.postgres');
  return await startJob(parts, actor, { kind: 'backup', wish: {}, said: [{ key: 'files.backing_up' }] });
}

/** How backups are made: the name comes from when it was asked for, so that once more makes no second one. */
export function backupRunner(files: CollectionFiles): Runner {
  return {
    resumes: true,
    async run({ created_at }) {
      const file = await files.backUp(created_at);
      return { said: [{ key: 'files.backed_up', values: { file: `\`${file}\`` } }] };
    },
  };
}
