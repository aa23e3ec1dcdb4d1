import type { Additions, SamplesAccount } from '../backend/samples/account.ts';
import { removeSamples } from '../backend/samples/remove.ts';
import { UsageError } from '../command-line.ts';
import { databasePlace } from '../store/place.ts';
import { openCollection } from './collection.ts';
import { checkedDirectory, type Place, placeOf, readFileArguments } from './command-line.ts';
import { count } from './counting.ts';
import { DatasetError } from './failures.ts';
import type { Surroundings } from './surroundings.ts';

export type SamplesOptions = { place: Place; withAdditions: boolean };

const flags = { 'with-additions': { type: 'boolean' }, 'data-dir': { type: 'string' } } as const;

/**
 * Reads what follows `samples`.
 * @throws UsageError, SettingsError
 */
export function readSamplesOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SamplesOptions {
  const { values, file: verb } = readFileArguments(args, flags);
  if (verb !== 'remove') throw new UsageError('Say what to do with them: npm run data -- samples remove.');
  const place = placeOf(env, checkedDirectory(values['data-dir']));
  return { place, withAdditions: values['with-additions'] === true };
}

/**
 * Takes the samples out of a collection, and says what went.
 * @throws DatasetError where people's work would go with them unasked, and StoreError
 */
export async function runSamples(
  { place, withAdditions }: SamplesOptions,
  { stdout, now }: Pick<Surroundings, 'stdout' | 'now'>,
): Promise<void> {
  const db = await openCollection(place);
  try {
    const { removed, account } = await removeSamples(db, withAdditions, now());
    const added = inWords(account.additions);
    if (!removed)
      throw new DatasetError(
        `Nothing was removed: ${added} would go with the samples. To keep a copy, run first\n` +
          '  npm run data -- export samples.jsonl.gz --samples --state all --unaccepted yes\n' +
          'To remove them all the same, add --with-additions.',
      );
    stdout.write(`${removal(account, added)} ${databasePlace(place)} has no samples now.\n`);
  } finally {
    await db.destroy();
  }
}

function removal({ trees, stories }: SamplesAccount, added: string) {
  if (trees === 0 && stories === 0) return 'There were none.';
  const samples = `Removed ${count(trees, 'sample tree')} and ${count(stories, 'sample story', 'sample stories')}`;
  return added === '' ? `${samples}; nobody had added to them.` : `${samples}, and with them ${added}.`;
}

function inWords({ messages, labels, rankings, reactions, summaries, ratings, imported }: Additions) {
  const counted: [number, string, string?][] = [
    [messages, 'message of people', 'messages of people'],
    [labels, 'set of labels', 'sets of labels'],
    [rankings, 'ranking'],
    [reactions, 'reaction'],
    [summaries, 'summary', 'summaries'],
    [ratings, 'rating'],
    [imported, 'imported message'],
  ];
  return counted
    .filter(([number]) => number > 0)
    .map(([number, thing, things]) => count(number, thing, things))
    .join(', ');
}
