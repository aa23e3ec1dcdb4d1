import type { OasstClient } from '../oasst/client.ts';
import { OasstError, Unreachable } from '../oasst/errors.ts';
import type { Finding } from './finding.ts';

const name = 'backend';
const keyMend = 'ask those who run it for a key, and set OASST_API_KEY';

/** Whether the backend on the network answers, and what its key may; without one, whether the embedded one has its database. */
export async function examineBackend(
  oasst: Pick<OasstClient, 'treeStates' | 'validLabels'> | undefined,
  url: string | undefined,
  hasDatabase: boolean,
): Promise<Finding> {
  if (oasst === undefined || url === undefined) {
    if (hasDatabase) return { name, is: 'fine', says: 'the embedded one, on the database above' };
    return { name, is: 'broken', says: 'the embedded one has no database', mend: 'mend the database above' };
  }
  const answer = await statusOf(() => oasst.treeStates());
  if (answer === 'unreachable') {
    return {
      name,
      is: 'broken',
      says: `${url} cannot be reached`,
      mend: 'check OASST_API_URL and the network',
    };
  }
  if (answer === 200) return { name, is: 'fine', says: `${url} answers, and its key is trusted` };
  const plain = await statusOf(() => oasst.validLabels());
  if (plain !== 200) {
    const says = `${url} does not take the key (${plain})`;
    return { name, is: 'broken', says, mend: keyMend };
  }
  const says = `${url} answers, but its key is not trusted: no progress, no terms, no moderation`;
  return { name, is: 'doubtful', says, mend: keyMend };
}

/** The status of a call; one that answered something else than it should counts by its status. */
async function statusOf(call: () => Promise<unknown>): Promise<number | 'unreachable'> {
  try {
    await call();
    return 200;
  } catch (error) {
    if (!(error instanceof OasstError)) throw error;
    return error instanceof Unreachable ? 'unreachable' : (error.status ?? 0);
  }
}
