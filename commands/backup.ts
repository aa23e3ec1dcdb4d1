import { backUpCollection } from '../src/collection/files/backup.ts';
import type { FilesParts } from '../src/collection/files/parts.ts';
import type { JobParts } from '../src/collection/jobs/begin.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';

/** `/backup` copies the whole database onto the disk. */
export function backup({ described }: Translator): Command<JobParts & FilesParts> {
  return {
    data: {
      name: 'backup',
      ...described('command.backup.description'),
      ...whereTheBotIs,
      default_member_permissions: '0', // hides it from others on servers
    },
    for: 'owner',
    run: backUpCollection,
  };
}
