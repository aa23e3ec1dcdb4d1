import type { Logger } from 'pino';
import type { Words } from '../locales/words.ts';
import type { OasstClient } from '../oasst/client.ts';
import { OasstError } from '../oasst/errors.ts';

/** What an owner can do while the collection has no trees, a line each; none when it has some or nobody can tell. */
export async function firstSteps(
  { oasst, log }: { oasst: Pick<OasstClient, 'treeStates'>; log: Logger },
  words: Words,
): Promise<string[]> {
  if ((await countTrees(oasst, log)) !== 0) return [];
  return ['', words('setup.empty'), words('setup.people_write'), words('setup.import')];
}

/** Undefined when the backend does not say: it is away, or its key may not ask. */
async function countTrees(oasst: Pick<OasstClient, 'treeStates'>, log: Logger): Promise<number | undefined> {
  try {
    return Object.values(await oasst.treeStates()).reduce((sum, trees) => sum + trees, 0);
  } catch (error) {
    if (!(error instanceof OasstError)) throw error;
    log.info({ err: error }, 'the backend does not say how many trees it has');
    return undefined;
  }
}
